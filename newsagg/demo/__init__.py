"""The demo newsroom: invented outlets that retell real outages, served over loopback HTTP.

``data/demo/`` or a corpus file -> :class:`~newsagg.demo.outlets.Newsroom` -> feeds, pages, status pages -> a server
on 127.0.0.1 that answers by Host header, so that addresses stay the same whatever port it gets.
"""
