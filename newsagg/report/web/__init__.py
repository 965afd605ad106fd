"""The desk: the record as pages that people read and cite, served by Datasette. Reads; writes only in forms.

A page is a module here and a template in ``templates/``. The module holds plain functions, each from a ``Visit`` to an
``Answer``, and names its addresses in ``ROUTES``::

    from newsagg.report.web.visit import Answer, Route, Visit

    def show_provider(visit: Visit) -> Answer:
        rows = list_something(visit.db, visit.part["slug"])      # newsagg/store holds the SQL
        if visit.form:                                           # asked for as .json or .csv
            return visit.data(rows, name=visit.part["slug"])
        return visit.page("provider.html", title="Example", here="/providers", rows=rows, forms=("json", "csv"))

    ROUTES = (Route(r"/provider/(?P<slug>[a-z0-9-]+)", show_provider, forms=("json", "csv")),)

and ``pages.py`` lists the module in ``PAGES``. What holds for all of them:

* A view runs in a thread of its own with ``visit.db``, the record opened for reading and never to be kept. A page that
  changes something is ``Route(..., methods=("GET", "POST"))`` and does it inside ``with visit.writing() as db``; its
  form carries ``{{ csrf() }}``. A POST that comes from no form of ours (one-click unsubscribing) is a route with
  ``csrf_free=True``.
* ``visit.part`` are the named parts of the address, ``visit.ask("q")`` is a parameter, ``visit.fields`` what was
  posted, ``visit.now`` the time, ``visit.absolute(path)`` an address for people elsewhere.
* ``NotFoundError`` ends as the page 404 with its hint, any other ``NewsaggError`` as 503, the rest as 500.
* Templates extend ``base.html`` (blocks ``title``, ``head``, ``main``) and begin with
  ``{% import "parts.html" as parts with context %}`` when they use its macros: chips, links, times, facts, tables.
  Every text is escaped and loses control and direction characters by itself; addresses from the web go through
  ``web(url)``, which drops all but http and https, and our own through ``at("/path")``, which knows the prefix of a
  reverse proxy.
* No script, no style attribute, nothing from elsewhere: the Content-Security-Policy forbids it. Classes stand in
  ``static/desk.css``; SVG gets its sizes by attributes and its colours by classes.
* Lists are bounded, and no query is asked once per row.
"""
