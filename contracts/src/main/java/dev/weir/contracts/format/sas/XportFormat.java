package dev.weir.contracts.format.sas;

/** Transport files of SAS, as regulators take them: version 5 (SAS technical note TS-140) and version 8. */
public final class XportFormat extends SasFormat {

    public XportFormat() {
        super(SasDialect.Container.XPORT);
    }

    @Override
    public String name() {
        return "xpt";
    }

    @Override
    public String noun() {
        return "SAS transport files";
    }
}
