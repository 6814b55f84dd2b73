package dev.weir.jobs.engine.read.fhir;

import static dev.weir.jobs.engine.read.fhir.Resources.TEXT;
import static dev.weir.jobs.engine.read.fhir.Resources.column;
import static dev.weir.jobs.engine.read.fhir.Resources.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.Conformance;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports that Synthea has made: what is read of each resource is what HAPI FHIR's parser reads. */
@Tag("conformance")
class FhirConformanceTest {

    private static List<String> read(String name, ReadSpec spec) {
        SourceFile file = SourceFiles.list(
                        new Configuration(), Conformance.folder("data/fhir").toString(), name)
                .get(0);
        assertThat(RawFolder.details(spec, file)).isEmpty();
        return RawFolder.values(spec, file).stream()
                .map(row -> row.line() + " " + row.values())
                .toList();
    }

    private interface OfResource<T> {
        List<@Nullable Object> of(T resource);
    }

    private static <T extends Resource> List<String> parsed(String name, Class<T> type, OfResource<T> values)
            throws IOException {
        List<String> rows = new ArrayList<>();
        Path file = Conformance.folder("data/fhir").resolve(name);
        for (String line : Files.readAllLines(file)) {
            T resource = HapiDefinitions.R4.newJsonParser().parseResource(type, line);
            List<String> texts = values.of(resource).stream()
                    .map(value -> value == null ? "NULL" : String.valueOf(value))
                    .toList();
            rows.add(rows.size() + 1 + " " + texts);
        }
        return rows;
    }

    @Test
    void patients() throws IOException {
        ReadSpec spec = spec(
                "",
                column("Patient.id", TEXT),
                column("name[use=official].family", TEXT),
                column("name[0].given[0]", TEXT),
                column("gender", TEXT),
                column("birthDate", TEXT),
                column("address[0].city", TEXT),
                column("identifier[system=http://hl7.org/fhir/sid/us-ssn].value", TEXT));
        assertThat(read("Patient.ndjson", spec))
                .hasSize(100)
                .isEqualTo(parsed("Patient.ndjson", Patient.class, each -> {
                    HumanName official = each.getName().stream()
                            .filter(name -> name.getUse() == HumanName.NameUse.OFFICIAL)
                            .findFirst()
                            .orElseThrow();
                    String ssn = each.getIdentifier().stream()
                            .filter(one -> "http://hl7.org/fhir/sid/us-ssn".equals(one.getSystem()))
                            .map(one -> one.getValue())
                            .findFirst()
                            .orElse(null);
                    return Arrays.asList(
                            each.getIdElement().getIdPart(),
                            official.getFamily(),
                            each.getNameFirstRep().getGiven().get(0).getValue(),
                            each.getGender().toCode(),
                            each.getBirthDateElement().getValueAsString(),
                            each.getAddressFirstRep().getCity(),
                            ssn);
                }));
    }

    @Test
    void observations() throws IOException {
        ReadSpec spec = spec(
                "",
                column("Observation.id", TEXT),
                column("code.coding[system=http://loinc.org].code", TEXT),
                column("subject.getReferenceKey(Patient)", TEXT),
                column("encounter.getReferenceKey(Encounter)", TEXT),
                column("effectiveDateTime", TEXT),
                column("valueQuantity.value", TEXT),
                column("valueCodeableConcept.coding[0].code", TEXT),
                column("component[0].valueQuantity.value", TEXT));
        assertThat(read("Observation.ndjson", spec))
                .hasSize(1502)
                .isEqualTo(parsed(
                        "Observation.ndjson",
                        Observation.class,
                        each -> Arrays.asList(
                                each.getIdElement().getIdPart(),
                                each.getCode().getCoding().stream()
                                        .filter(coding -> "http://loinc.org".equals(coding.getSystem()))
                                        .map(Coding::getCode)
                                        .findFirst()
                                        .orElse(null),
                                each.getSubject().getReferenceElement().getIdPart(),
                                each.getEncounter().getReferenceElement().getIdPart(),
                                each.getEffectiveDateTimeType().getValueAsString(),
                                each.hasValueQuantity()
                                        ? each.getValueQuantity()
                                                .getValueElement()
                                                .getValueAsString()
                                        : null,
                                each.hasValueCodeableConcept()
                                        ? each.getValueCodeableConcept()
                                                .getCodingFirstRep()
                                                .getCode()
                                        : null,
                                each.hasComponent()
                                        ? each.getComponentFirstRep()
                                                .getValueQuantity()
                                                .getValueElement()
                                                .getValueAsString()
                                        : null)));
    }

    @Test
    void conditionsAndEncounters() throws IOException {
        ReadSpec conditions = spec(
                "",
                column("Condition.id", TEXT),
                column("code.coding[system=http://snomed.info/sct].code", TEXT),
                column("onsetDateTime", TEXT));
        assertThat(read("Condition.ndjson", conditions))
                .hasSize(639)
                .isEqualTo(parsed(
                        "Condition.ndjson",
                        Condition.class,
                        each -> Arrays.asList(
                                each.getIdElement().getIdPart(),
                                each.getCode().getCodingFirstRep().getCode(),
                                each.getOnsetDateTimeType().getValueAsString())));
        ReadSpec encounters = spec(
                "",
                column("Encounter.id", TEXT),
                column("class.code", TEXT),
                column("period.start", TEXT),
                column("serviceProvider.getReferenceKey(Organization)", TEXT));
        assertThat(read("Encounter-first400.ndjson", encounters))
                .hasSize(400)
                .isEqualTo(parsed(
                        "Encounter-first400.ndjson",
                        Encounter.class,
                        each -> Arrays.asList(
                                each.getIdElement().getIdPart(),
                                each.getClass_().getCode(),
                                each.getPeriod().getStartElement().getValueAsString(),
                                each.getServiceProvider().getReferenceElement().getIdPart())));
    }
}
