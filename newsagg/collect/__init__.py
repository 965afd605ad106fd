"""Feeds -> entries -> pages -> articles. The only room that asks the web; see fetch.py for how politely."""
