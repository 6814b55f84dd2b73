package dev.weir.jobs.engine.read.vcf;

import java.io.Serializable;

/** What is known of the values of a key of INFO or FORMAT. */
record VcfKey(VcfNumber number, VcfType type) implements Serializable {

    static final VcfKey UNDECLARED = new VcfKey(VcfNumber.ANY, VcfType.STRING);

    /** For people. */
    String shown() {
        return "Type=" + type.written() + ", Number=" + number.written();
    }
}
