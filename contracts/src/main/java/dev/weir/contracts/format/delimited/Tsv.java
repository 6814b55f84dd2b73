package dev.weir.contracts.format.delimited;

/** Values separated by tabs, unless the contract says otherwise. */
public final class Tsv extends DelimitedFormat {

    public Tsv() {
        super("tsv", '\t');
    }
}
