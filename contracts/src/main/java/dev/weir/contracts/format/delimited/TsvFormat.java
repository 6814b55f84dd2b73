package dev.weir.contracts.format.delimited;

/** Values separated by tabs, unless the contract says otherwise. */
public final class TsvFormat extends DelimitedFormat {

    public TsvFormat() {
        super("tsv", '\t');
    }
}
