package dev.weir.contracts;

import dev.weir.contracts.text.Word;
import java.time.LocalDate;
import java.util.Optional;

/**
 * {@code weirGrade}: how much data weigh for the country (Data Security Law 21), and whether they are human genetic
 * resources information (HGR Rules 2).
 *
 * @param level general, important or core
 * @param geneticResources what the genes in them are; empty when it is not declared
 * @param check who has compared them with the published catalogues, and when; empty when it is not declared
 */
public record DataGrade(Level level, Optional<GeneticResources> geneticResources, Optional<Check> check) {
    /** Whether the grade may be relied on: general needs a recorded check, the stricter ones do not. */
    public boolean isEstablished() {
        return level != Level.GENERAL || check.isPresent();
    }

    /** The grades, the laxest first. */
    public enum Level implements Word {
        GENERAL,
        IMPORTANT,
        CORE
    }

    /** What human genetic resources information is in law. */
    public enum GeneticResources implements Word {
        /** None of a human being, or none in the sense of the law. */
        NONE,
        ORDINARY,
        /** Important pedigrees, specific regions, exomes or genomes of more than 500 people, other risk (HGR Rules 37). */
        ARTICLE_37
    }

    /**
     * A comparison with the published catalogues and notices.
     *
     * @param by who made it
     * @param on when
     */
    public record Check(String by, LocalDate on) {}
}
