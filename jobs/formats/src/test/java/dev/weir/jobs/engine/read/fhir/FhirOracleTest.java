package dev.weir.jobs.engine.read.fhir;

import static dev.weir.jobs.engine.read.fhir.Resources.TEXT;
import static dev.weir.jobs.engine.read.fhir.Resources.column;
import static dev.weir.jobs.engine.read.fhir.Resources.spec;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Made resources, whole and damaged: HAPI FHIR's strict parser refuses nothing that is read here, and reads the same values. */
class FhirOracleTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final List<String> SYSTEMS = List.of("http://loinc.org", "http://snomed.info/sct", "urn:x");
    private static final List<String> TIMES =
            List.of("2020", "2020-03", "2020-02-29", "2020-03-01T10:00:00Z", "1957-07-11T08:27:40.853+08:00");

    private static final ReadSpec SPEC = spec(
            "",
            column("Observation.id", TEXT),
            column("code.coding[0].code", TEXT),
            column("code.coding[system=http://loinc.org].display", TEXT),
            column("subject.getReferenceKey(Patient)", TEXT),
            column("effectiveDateTime", TEXT),
            column("valueQuantity.value", TEXT),
            column("valueString", TEXT),
            column("component[1].code.text", TEXT));

    private final Random random = new Random(7);

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @Test
    void wholeResourcesHaveTheValuesThatHapiReads() {
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            Observation made = observation(i);
            text.append(HapiDefinitions.R4.newJsonParser().encodeResourceToString(made))
                    .append('\n');
            expected.add(values(made).toString());
        }
        assertThat(RawFolder.values(SPEC, FOLDER.file(".ndjson", text.toString())))
                .extracting(row -> row.values().toString())
                .isEqualTo(expected);
    }

    /** Characters taken out, put in and changed: what is read is sound to HAPI as well, but for elements that R4 does not have, and texts that no column reads. */
    @Test
    void nothingIsReadThatHapiRefuses() {
        IParser strict = HapiDefinitions.R4.newJsonParser();
        strict.setParserErrorHandler(new StrictErrorHandler() {
            @Override
            public void unknownElement(IParserErrorHandler.IParseLocation location, String element) {}

            @Override
            public void invalidValue(IParserErrorHandler.IParseLocation location, String value, String error) {}
        });
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            String whole = HapiDefinitions.R4.newJsonParser().encodeResourceToString(observation(i));
            String damaged = damaged(whole);
            List<RawFolder.ReadRow> rows = RawFolder.values(SPEC, FOLDER.file(".ndjson", damaged + "\n"));
            if (!rows.isEmpty()) {
                read++;
                List<String> values = rows.get(0).values();
                try {
                    assertThat(values.toString())
                            .as(damaged)
                            .isEqualTo(values(strict.parseResource(Observation.class, damaged))
                                    .toString());
                } catch (DataFormatException refused) {
                    throw new AssertionError(damaged, refused);
                }
            }
        }
        assertThat(read).isBetween(100, 2_900);
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + "{}[]\":,07Zx".charAt(random.nextInt(11)) + text.substring(at);
            default -> text.substring(0, at) + "{}[]\":,07Zx".charAt(random.nextInt(11)) + text.substring(at + 1);
        };
    }

    private Observation observation(int number) {
        Observation made = new Observation();
        made.setId("o-" + number);
        made.setStatus(Observation.ObservationStatus.FINAL);
        List<String> systems = new ArrayList<>(SYSTEMS);
        while (!systems.isEmpty() && random.nextBoolean()) {
            String system = systems.remove(random.nextInt(systems.size()));
            made.getCode().addCoding(new Coding(system, "c" + random.nextInt(9), "中 \"" + random.nextInt(9)));
        }
        if (random.nextBoolean()) {
            made.setSubject(new Reference("Patient/p" + random.nextInt(99)));
        }
        if (random.nextBoolean()) {
            made.setEffective(new DateTimeType(TIMES.get(random.nextInt(TIMES.size()))));
        }
        switch (random.nextInt(3)) {
            case 0 -> made.setValue(new StringType("said " + random.nextInt(9)));
            case 1 ->
                made.setValue(new Quantity()
                        .setValue(new BigDecimal(random.nextInt(9_999)).movePointLeft(random.nextInt(6))));
            default -> {}
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            made.addComponent().getCode().setText("part " + i);
        }
        return made;
    }

    private static List<String> values(Observation each) {
        return Arrays.asList(
                shown(each.getIdElement().getIdPart()),
                shown(each.getCode().getCodingFirstRep().getCode()),
                shown(each.getCode().getCoding().stream()
                        .filter(coding -> "http://loinc.org".equals(coding.getSystem()))
                        .map(Coding::getDisplay)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)),
                shown(each.getSubject().getReferenceElement().getIdPart()),
                shown(
                        each.hasEffectiveDateTimeType()
                                ? each.getEffectiveDateTimeType().getValueAsString()
                                : null),
                shown(
                        each.hasValueQuantity()
                                ? each.getValueQuantity().getValueElement().getValueAsString()
                                : null),
                shown(each.hasValueStringType() ? each.getValueStringType().getValue() : null),
                shown(
                        each.getComponent().size() > 1
                                ? each.getComponent().get(1).getCode().getText()
                                : null));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "NULL" : value;
    }
}
