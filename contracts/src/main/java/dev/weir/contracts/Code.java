package dev.weir.contracts;

import java.util.Locale;

/**
 * The stable codes that messages carry. A code is never reused: a retired one stays in the list. {@code weir explain
 * CODE} and {@code docs/codes.md} explain each.
 */
public enum Code {
    /** A file is not YAML, JSON or SQL at all. */
    SYNTAX("C001", ExitCode.CONTRACT),
    /** A key that the file's standard does not know. */
    UNKNOWN_FIELD("C002", ExitCode.CONTRACT),
    /** A key that must be there is not. */
    MISSING_FIELD("C003", ExitCode.CONTRACT),
    /** A value of the wrong type or outside the allowed ones. */
    INVALID_VALUE("C004", ExitCode.CONTRACT),
    /** Two things have one name. */
    DUPLICATE_NAME("C005", ExitCode.CONTRACT),
    /** A name that refers to nothing. */
    UNKNOWN_NAME("C006", ExitCode.CONTRACT),
    /** Types that do not fit together. */
    TYPE_MISMATCH("C007", ExitCode.CONTRACT),
    /** A transformation that does not parse, or does what transformations may not. */
    INVALID_SQL("C008", ExitCode.CONTRACT),
    /** Tables or rules that need one another in a circle. */
    CYCLE("C009", ExitCode.CONTRACT),
    /** A file of the workspace that is not there. */
    MISSING_FILE("C010", ExitCode.CONTRACT),
    /** A column of a product without a category. */
    UNCLASSIFIED("C011", ExitCode.CONTRACT),
    /** A mask that cannot be used where it stands. */
    INVALID_MASK("C012", ExitCode.CONTRACT),
    /** A rule that cannot be answered as it is written. */
    INVALID_RULE("C013", ExitCode.CONTRACT),
    /** Something the standard allows and Weir does not do yet. */
    UNSUPPORTED("C014", ExitCode.CONTRACT),
    /** A contract that has changed more than its version allows. */
    CONTRACT_VERSION("C015", ExitCode.CONTRACT),
    /** A load that cannot be done so, or an interval that is missing, is none, or does not fit. */
    LOAD("C016", ExitCode.CONTRACT),
    /** SQL that could not be computed for a row. */
    SQL_FAILED("C017", ExitCode.CONTRACT),
    /** A query that may give other rows on another machine, where none was to be accepted. */
    NOT_REPRODUCIBLE("C018", ExitCode.CONTRACT),
    /** What a release was made by is another thing than it was. */
    BASIS_CHANGED("C019", ExitCode.CONTRACT),
    /** The command line is wrong. */
    USAGE("C020", ExitCode.CONTRACT),
    /** There is no workspace here. */
    NO_WORKSPACE("C021", ExitCode.CONTRACT),
    /** The workspace's key cannot be used. */
    KEY("C022", ExitCode.CONTRACT),
    /** A product of which no release is made any more. */
    RETIRED("C023", ExitCode.CONTRACT),
    /** A product whose description is not as good as its file asks. */
    NOT_FAIR("C024", ExitCode.CONTRACT),
    /** A column that is not named as the workspace names columns. */
    NAMING("C025", ExitCode.CONTRACT),
    /** A copy of a release that may not go to its recipient. */
    EXPORT_DENIED("C031", ExitCode.COMPLIANCE),
    /** The transfer ledger is not as it was written, or an entry cannot be made. */
    LEDGER("C033", ExitCode.COMPLIANCE),
    /** A mask may not, or cannot, be undone; or the log of those that were is broken. */
    REVEAL_REFUSED("C034", ExitCode.COMPLIANCE),
    /** An earlier release that may not be released again. */
    ROLLBACK_REFUSED("C035", ExitCode.COMPLIANCE),
    /** An act that no role of the caller allows, or that nothing proves; or the log of acts is broken. */
    NOT_PERMITTED("C036", ExitCode.COMPLIANCE),
    /** What a second person has to approve, and has not. */
    SECOND_PERSON("C037", ExitCode.COMPLIANCE),

    /** A rule that blocks has failed. */
    RULE_FAILED("Q001", ExitCode.QUALITY),
    /** The columns of a source are not those of its contract. */
    SOURCE_DRIFT("Q002", ExitCode.QUALITY),
    /** A rule could not be evaluated. */
    NOT_EVALUATED("Q003", ExitCode.QUALITY),

    /** Personal data where the contract declares none. */
    UNDECLARED_PERSONAL_DATA("P001", ExitCode.COMPLIANCE),
    /** Shifted dates that would tell by how many days they are shifted. */
    SHIFT_TELLS("P002", ExitCode.COMPLIANCE),

    /** Another run published first. */
    CONFLICT("R001", ExitCode.CONFLICT),
    /** A table changed under the run. */
    TABLE_CHANGED("R002", ExitCode.CONFLICT),
    /** A run that begins again on each winner's release was outrun each time. */
    REBASE("R003", ExitCode.CONFLICT),

    /** A source file that is not there. */
    SOURCE_MISSING("S001", ExitCode.STORAGE),
    /** A source file that cannot be read to its end. */
    SOURCE_UNREADABLE("S002", ExitCode.STORAGE),
    /** A place that cannot be written. */
    NOT_WRITABLE("S003", ExitCode.STORAGE),
    /** A store or catalogue that does not answer. */
    STORE_UNREACHABLE("S004", ExitCode.STORAGE),
    /** A release, or a table of it, that should be there and is not. */
    RELEASE_MISSING("S005", ExitCode.STORAGE),
    /** A table with a feature that Weir cannot keep. */
    TABLE_FEATURE("S006", ExitCode.STORAGE),
    /** A release whose rows were let go, on the record. */
    RELEASE_EXPIRED("S007", ExitCode.STORAGE),
    /** A warehouse that lies elsewhere than its tables say. */
    WORKSPACE_MOVED("S008", ExitCode.STORAGE),
    /** A cluster that took no driver, lost it, or has executors that cannot do the work. */
    CLUSTER("S009", ExitCode.STORAGE),

    /** Data or evidence of a release that is not what was signed. */
    EVIDENCE_BROKEN("V001", ExitCode.COMPLIANCE),

    /** A count that must agree does not. */
    COUNTS_DIFFER("X001", ExitCode.INTERNAL),
    /** A fault of Weir's own. */
    INTERNAL("X002", ExitCode.INTERNAL);

    private final String id;
    private final ExitCode exit;

    Code(String id, ExitCode exit) {
        this.id = id;
        this.exit = exit;
    }

    /** The code as people see it, such as {@code C006}. */
    public String id() {
        return id;
    }

    /** The exit status of a command that ends with this code. */
    public ExitCode exit() {
        return exit;
    }

    /** The name as people see it, such as {@code unknown-name}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
