package dev.weir.contracts.format.delimited;

/** Values separated by commas, unless the contract says otherwise. */
public final class Csv extends DelimitedFormat {

    public Csv() {
        super("csv", ',');
    }
}
