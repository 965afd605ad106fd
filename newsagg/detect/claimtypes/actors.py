"""A deed in a sentence -> whose it is, when that is one who could do it; a draft -> whose word it will be. Pure."""

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole


def find_actor(reading: Reading, sentence: Sentence, offset: int) -> Speaker | None:
    """Return who did what stands at an offset of the sentence; None for users, customers, trackers and outlets."""
    found = reading.hearing.actor_at(sentence, sentence.start + offset)
    if found is not None and found.role in (
        SpeakerRole.USER_REPORTS,
        SpeakerRole.CUSTOMER,
        SpeakerRole.TRACKER,
        SpeakerRole.OUTLET,
    ):
        return None
    return found


def speaker_of(reading: Reading, draft: Draft) -> Speaker:
    """Return whose word a draft will be: the voice that covers it, else whoever did what it tells."""
    voice = reading.hearing.voice_at(*draft.key).speaker
    own = reading.hearing.own.speaker
    return draft.speaker if draft.speaker is not None and voice.slug == own.slug else voice
