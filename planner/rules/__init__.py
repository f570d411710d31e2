"""The rules of pay, service, redundancy, pension and notice: dated, sourced, columnar and pure."""
