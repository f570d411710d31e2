"""Qt item models over frames; they hold no rules and open no dialogs."""
