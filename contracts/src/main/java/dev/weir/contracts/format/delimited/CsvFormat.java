package dev.weir.contracts.format.delimited;

/** Values separated by commas, unless the contract says otherwise. */
public final class CsvFormat extends DelimitedFormat {

    public CsvFormat() {
        super("csv", ',');
    }
}
