"""An article -> a verdict (is it about an outage?) and the claims that it makes, each in its own words. Pure."""
