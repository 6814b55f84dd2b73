package dev.weir.contracts;

import dev.weir.contracts.text.Word;
import java.util.Optional;

/**
 * Who processes the data and answers for them in law: {@code law.processor} of {@code weir.yaml}. What it does not say is
 * unknown.
 *
 * @param id a plain name: people are counted for each
 * @param name for people
 * @param region ISO 3166-2, such as {@code CN-BJ}; empty when not said
 * @param standing what it is in law
 * @param zone the free trade zone it is registered in
 */
public record Processor(String id, String name, String region, Standing standing, Zone zone) {
    /** A processor of which nothing is known. */
    public static Processor unknown(String id) {
        return new Processor(
                id,
                id,
                "",
                new Standing(TriState.UNKNOWN, TriState.UNKNOWN, TriState.UNKNOWN),
                new Zone(Optional.empty(), ""));
    }

    /**
     * What a processor is in law.
     *
     * @param criticalInfrastructure an operator of critical information infrastructure that the authorities have designated (CSL)
     * @param foreignControlled set up or controlled by a foreign party (HGR Regulation 7)
     * @param stateOrgan an organ of the state (PIPL 36)
     */
    public record Standing(TriState criticalInfrastructure, TriState foreignControlled, TriState stateOrgan) {}

    /**
     * A pilot free trade zone, and where its list stands to the data (CBR 6).
     *
     * @param listing empty when not said
     * @param name of the zone; empty when there is none
     */
    public record Zone(Optional<Listing> listing, String name) {}

    /** Where a zone's list stands to the data. */
    public enum Listing implements Word {
        /** The processor is in no zone. */
        NONE,
        /** The list does not speak of this sector or scenario: the national duties stay. */
        NOT_COVERED,
        /** The scenario is covered, and the data are outside the listed items. */
        OUTSIDE_LIST,
        /** Listed as needing a standard contract or certification. */
        LISTED_SC,
        /** Listed as needing a security assessment. */
        LISTED_SA
    }
}
