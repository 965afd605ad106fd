"""What was heard in an article: stretches of its text, each with its voice. Pure records."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from newsagg.detect.passages import Sentence
from newsagg.detect.speakernames import VIA_PAGE
from newsagg.detect.speakers import Cast
from newsagg.detect.subjects import subject_before
from newsagg.model import Speaker
from newsagg.vocabulary import SpeakerRole


class Voice(NamedTuple):
    """A stretch of the text and whose word it is; offsets count code points of the text.

    A tuple, as frames and parts are: some twenty are made for an article, in a third of the time of a frozen dataclass.
    """

    start: int
    end: int
    speaker: Speaker
    chain: tuple[str, ...]
    second_hand: bool = False
    hedged: bool = False
    verb: str = ""
    frame_start: int = -1
    via: str = ""
    """The newsroom that was told, when it is not the publisher."""


@dataclass(slots=True)
class Hearing:
    """All voices of an article."""

    cast: Cast
    own: Voice
    voices: list[Voice] = field(default_factory=list)

    def voice_at(self, start: int, end: int) -> Voice:
        """Return the innermost voice that covers a span of the text, the publisher's own when none does."""
        best = self.own
        size = 1 << 40
        for voice in self.voices:
            if voice.start > start:
                break
            if voice.end >= end and voice.end - voice.start < size:
                best, size = voice, voice.end - voice.start
        return best

    def frames_at(self, offset: int) -> bool:
        """Return whether who speaks is named at an offset of the text."""
        return any(voice.frame_start == offset for voice in self.voices)

    def actor_at(self, sentence: Sentence, offset: int) -> Speaker | None:
        """Return who does what a verb at an offset of the text says, None when that is no organisation "
        "or person."""
        subject = subject_before(sentence.masked, offset - sentence.start)
        if subject is None:
            return None
        speaker = self.cast.resolve(subject[0], sentence.start + subject[1])
        if (
            speaker is not None
            and speaker.role is SpeakerRole.VENDOR_OFFICIAL
            and VIA_PAGE.search(sentence.masked)
        ):
            return replace(speaker, role=SpeakerRole.STATUS_PAGE)
        return speaker

    def speak_as(self, speaker: Speaker) -> Voice:
        """Return a voice for a speaker whose deed, not word, is reported."""
        if speaker.slug == self.own.speaker.slug:
            return self.own
        return self.own._replace(speaker=speaker, chain=(*self.own.chain, speaker.name))


def link_voices(hearing: Hearing) -> list[Voice]:
    """Return the voices of an article in the order of their starts, each with its chain: publisher > who it names > whom that one cites."""
    voices = sorted(hearing.voices, key=lambda v: (v.start, -v.end))
    own = hearing.own
    out = []
    for voice in voices:
        outer: list[Voice] = []
        for other in voices:
            if other.start > voice.start:
                break
            if other is voice or other.speaker.slug == voice.speaker.slug:
                continue
            frame_inside = other.start <= voice.frame_start < other.end
            if other.end >= voice.end and frame_inside and other.end - other.start > voice.end - voice.start:
                outer.append(other)
        outer.sort(key=lambda v: v.start - v.end)
        names = [own.chain[0]]
        for link in outer:
            if link.speaker.name not in names:
                names.append(link.speaker.name)
        if voice.via and voice.via not in names:
            names.append(voice.via)
        if voice.speaker.name not in names and (len(names) > 1 or voice.speaker.slug != own.speaker.slug):
            names.append(voice.speaker.name)
        foreign = voice.speaker.role is SpeakerRole.OUTLET and voice.speaker.slug != own.speaker.slug
        second_hand = len(names) >= 3 or foreign
        out.append(voice._replace(chain=tuple(names), second_hand=second_hand))
    return out
