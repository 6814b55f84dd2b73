package dev.weir.jobs.engine.read.header;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of variables of clinical trials (CDISC, Study Data Tabulation Model 2.0): those of all domains, and fragments behind the
 * two letters of a domain, as in {@code AETERM}. All of them are texts above texts in many tables, so the names alone tell a
 * header.
 */
final class SdtmNames {

    private static final Set<String> OF_ALL_DOMAINS = Set.of(
            "STUDYID",
            "DOMAIN",
            "RDOMAIN",
            "USUBJID",
            "APID",
            "POOLID",
            "SUBJID",
            "SITEID",
            "INVID",
            "INVNAM",
            "IDVAR",
            "IDVARVAL",
            "QNAM",
            "QLABEL",
            "QVAL",
            "QORIG",
            "QEVAL",
            "RELID",
            "RELTYPE",
            "VISIT",
            "VISITNUM",
            "VISITDY",
            "EPOCH",
            "TAETORD",
            "ETCD",
            "ELEMENT",
            "ARM",
            "ARMCD",
            "ACTARM",
            "ACTARMCD",
            "RFSTDTC",
            "RFENDTC",
            "RFXSTDTC",
            "RFXENDTC",
            "RFICDTC",
            "RFPENDTC",
            "DTHDTC",
            "DTHFL",
            "BRTHDTC",
            "AGE",
            "AGEU",
            "SEX",
            "RACE",
            "ETHNIC",
            "COUNTRY",
            "COVAL",
            "COREF",
            "COEVAL");

    private static final Pattern OF_A_DOMAIN =
            Pattern.compile("[A-Z]{2}(?:SEQ|GRPID|REFID|SPID|LNKID|LNKGRP|TERM|MODIFY|LLT"
                    + "|LLTCD|DECOD|PTCD|HLT|HLTCD|HLGT|HLGTCD|CAT|SCAT|PRESP|OCCUR|STAT|REASND|BODSYS|BDSYCD|SOC|SOCCD|LOC|LAT|DIR"
                    + "|SEV|SER|ACN|ACNOTH|REL|RELNST|PATT|OUT|TOX|TOXGR|TRT|INDC|CLAS|CLASCD|DOSE|DOSTXT|DOSU|DOSFRM|DOSFRQ|DOSTOT"
                    + "|ROUTE|ADJ|TESTCD|TEST|POS|ORRES|ORRESU|ORNRLO|ORNRHI|STRESC|STRESN|STRESU|STNRLO|STNRHI|STNRC|NRIND|RESCAT"
                    + "|NAM|LOINC|SPEC|METHOD|FAST|BLFL|LOBXFL|DRVFL|EVAL|DTC|STDTC|ENDTC|DUR|DY|STDY|ENDY|TPT|TPTNUM|ELTM|TPTREF"
                    + "|RFTDTC|STRF|ENRF|STRTPT|ENRTPT)");

    /** Fewer may be codes. */
    private static final int FEWEST = 3;

    private SdtmNames() {}

    /** Whether the fields of a line are such names, each once, and some are of all domains. */
    static boolean areAll(List<String> fields) {
        return fields.size() >= FEWEST
                && Set.copyOf(fields).size() == fields.size()
                && fields.stream().anyMatch(OF_ALL_DOMAINS::contains)
                && fields.stream()
                        .allMatch(field -> OF_ALL_DOMAINS.contains(field)
                                || OF_A_DOMAIN.matcher(field).matches());
    }
}
