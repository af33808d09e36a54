"""How fast is it? Each figure beside a peer or a bound, measured in one run on one machine."""
