"""Plan workbooks: from a file to a plan and back, and the copies that leave."""
