package dev.weir.contracts.read.settings;

import dev.weir.contracts.Processor;
import dev.weir.contracts.TriState;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Locale;

/** Reads {@code law.processor} of {@code weir.yaml}. */
final class ProcessorReader {

    private static final Field<String> ID = Field.optional(
            "id",
            FieldKinds.like("^[A-Za-z0-9][A-Za-z0-9_-]*$", "letters, digits, '_' and '-'"),
            "A plain name, under which people are counted; the workspace's when left out.");
    private static final Field<String> NAME = Field.optional("name", FieldKinds.SOMETHING);
    private static final Field<String> REGION =
            Field.optional("region", FieldKinds.SOMETHING, "ISO 3166-2, such as CN-BJ.");
    private static final Field<String> ZONE =
            Field.optional("zone", FieldKinds.SOMETHING, "The pilot free trade zone, such as Beijing.");
    private static final Field<Processor.Listing> LISTING = Field.optional(
            "freeTradeZone",
            FieldKinds.oneOf(Processor.Listing.class),
            "Where the list of the zone stands to the data (CBR 6).");
    private static final Field<TriState> CRITICAL_INFRASTRUCTURE = Field.optional(
            "criticalInfrastructure",
            FieldKinds.ANSWER,
            "Operator of critical information infrastructure, as its authority has notified it.");
    private static final Field<TriState> FOREIGN_CONTROLLED =
            Field.optional("foreignControlled", FieldKinds.ANSWER, "Set up or controlled by a foreign party.");
    private static final Field<TriState> STATE_ORGAN =
            Field.optional("stateOrgan", FieldKinds.ANSWER, "An organ of the state (PIPL 36).");

    static final Shape SHAPE = Shape.of("the processor", WorkspaceFile.PATH)
            .with(ID, NAME, REGION, ZONE, LISTING, CRITICAL_INFRASTRUCTURE, FOREIGN_CONTROLLED, STATE_ORGAN);

    private ProcessorReader() {}

    /** @param workspace the workspace's name, which stands for a processor that has no id */
    static Processor read(YamlMap map, String workspace) {
        return new Processor(
                ID.or(map, workspace),
                NAME.or(map, workspace),
                REGION.or(map, "").toUpperCase(Locale.ROOT),
                new Processor.Standing(
                        CRITICAL_INFRASTRUCTURE.or(map, TriState.UNKNOWN),
                        FOREIGN_CONTROLLED.or(map, TriState.UNKNOWN),
                        STATE_ORGAN.or(map, TriState.UNKNOWN)),
                new Processor.Zone(LISTING.in(map), ZONE.or(map, "")));
    }
}
