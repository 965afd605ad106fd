"""What the tables of analysts' labels and of trainings, and their columns, mean. Data only."""

from newsagg.store.describe_tables import Descriptions

LABELS: Descriptions = {
    "labels": (
        "What an analyst said of one article; the newest label of an article counts. Rows are only ever added.",
        {
            "id": "Number of the label.",
            "article_id": "The article.",
            "version_id": "The version that the analyst saw.",
            "relevant": "1: it reports an outage; 0: it does not.",
            "labelled_by": "Who said so.",
            "labelled_at": "When.",
        },
    ),
    "trainings": (
        "When the relevance model learned the labels; the newest row is in force. Rows are only ever added.",
        {
            "id": "Number of the training.",
            "trained_at": "When.",
            "last_label_id": "All labels up to this one are learned; 0: none.",
            "figures": "JSON: what the trial measured before and after.",
        },
    ),
}
