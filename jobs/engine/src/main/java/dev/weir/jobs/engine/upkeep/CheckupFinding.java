package dev.weir.jobs.engine.upkeep;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.text.Word;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that is not as it should be.
 *
 * @param subject a product, release, table or file
 * @param what is wrong, one sentence
 * @param remedy what to do, one sentence
 * @param code of the problem, where it is one
 */
public record CheckupFinding(Kind kind, String subject, String what, String remedy, Optional<Code> code) {

    /** The first letter, where the first word has letters alone. */
    private static final Pattern WORD = Pattern.compile("^\\p{Ll}(?=\\p{L}*[ ,])");

    /** Something that is no problem with a code. */
    public CheckupFinding(Kind kind, String subject, String what, String remedy) {
        this(kind, subject, what, remedy, Optional.empty());
    }

    /** What it is about. */
    public enum Kind implements Word {
        /** A run ended in the middle. */
        UNFINISHED,
        /** A warehouse that lies elsewhere than its tables say. */
        MOVED,
        /** A key that releases were masked or signed with is not there, or cannot be read. */
        KEY,
        /** A release that is not as it was: its manifest or its evidence, or its rows, though no clean-up removed them. */
        RELEASE,
        /** A row of the catalogue whose table is not there, or a table that the catalogue has lost. */
        CATALOGUE,
        /** The store of the release log does not do what releases rely on. */
        STORE,
        /** A database that sources are in, or a table of it, cannot be read. */
        SOURCE,
        /** Notices that people have not got. */
        NOTICE,
        /** Lineage events that a destination has not got. */
        LINEAGE,
        /** A file beside those of a source that no contract reads. */
        UNREAD,
        /** A release whose rows were declared lost. */
        LOST,
        /** A run of another process is at work. */
        RUNNING,
        /** A contract or a rule that is wrong. */
        CONTRACT,
        /** Files that no release needs. */
        LEFTOVER,
        /** Something that could not be looked at. */
        UNKNOWN
    }

    /** What is lacking where a place or a database was tried. */
    public static CheckupFinding ofTrial(Kind kind, Problem problem) {
        return new CheckupFinding(
                kind,
                problem.place().toString(),
                sentence(problem.what() + ": " + problem.why()),
                sentence(problem.remedy()),
                Optional.of(problem.code()));
    }

    /** The parts of a problem begin small where they stand within one sentence; a name such as {@code clinical@3} stays as it is. */
    private static String sentence(String part) {
        return WORD.matcher(part).replaceFirst(word -> word.group().toUpperCase(Locale.ROOT))
                + (part.endsWith(".") ? "" : ".");
    }

    /** The problem that a look ended with. */
    public static CheckupFinding of(Problem problem) {
        Kind kind = switch (problem.code()) {
            case WORKSPACE_MOVED -> Kind.MOVED;
            case KEY -> Kind.KEY;
            case RELEASE_MISSING, EVIDENCE_BROKEN -> Kind.RELEASE;
            default -> Kind.UNKNOWN;
        };
        return ofTrial(kind, problem);
    }
}
