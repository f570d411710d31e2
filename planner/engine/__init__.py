"""From a plan, a scenario and the rules to results; pure, columnar, deterministic.

The data's way: ``landscape`` (codes to positions) → ``holders`` (staff rows to people and pools) →
``allocation`` (who takes which share of whose function) → ``posts`` → ``leaving`` → ``filling`` →
``exits`` → ``operating_cost``, ``talent``, ``cash`` → ``evaluate``, which joins them.
"""
