package dev.weir.contracts.format.sas;

/** The files that SAS itself works on, of version 7 and later. */
public final class Sas7bdatFormat extends SasFormat {

    public Sas7bdatFormat() {
        super(SasDialect.Container.SAS7BDAT);
    }

    @Override
    public String name() {
        return "sas7bdat";
    }

    @Override
    public String noun() {
        return "SAS data sets";
    }
}
