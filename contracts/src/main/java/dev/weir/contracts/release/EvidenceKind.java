package dev.weir.contracts.release;

/** What a piece of evidence shows. */
public enum EvidenceKind {
    /** A contract, a source's contract or a product, as it stood. */
    CONTRACT,
    /** A file of rules or waivers, as it stood. */
    RULES,
    /** The SQL of a table, as it stood. */
    TRANSFORMATION,
    /** The law pack, and what the workspace changes of it. */
    LAW,
    /** The decision of the law's gate for each declared recipient. */
    GATE,
    /** Every rule with its verdict. */
    VERDICTS,
    /** What is shown of the columns' values. */
    PROFILE,
    /** Every source file with its hash. */
    SOURCES,
    /** The data files of a table, each with its hash. */
    FILES,
    /** The data files in which a merged table's release remembers which keys went, each with its hash. */
    DELETED,
    /** The data files in which a run put rows or records aside, each with its hash. */
    QUARANTINE,
    /** Versions and settings of what made the release. */
    ENVIRONMENT,
    /** What each column is made of, and the run's OpenLineage events. */
    LINEAGE;

    /** Whether each run writes its own; people's files, the law and the environment are those of many releases. */
    public boolean isOfRun() {
        return switch (this) {
            case CONTRACT, RULES, TRANSFORMATION, LAW, ENVIRONMENT -> false;
            case GATE, VERDICTS, PROFILE, SOURCES, FILES, DELETED, QUARANTINE, LINEAGE -> true;
        };
    }
}
