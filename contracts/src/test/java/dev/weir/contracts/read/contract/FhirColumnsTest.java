package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.read.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirColumnsTest {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Patient.brithDate | date | FHIR R4 has no 'brithDate' in 'Patient'; write 'birthDate'",
                "Patien.id | string | FHIR R4 has no resources of the type 'Patien'; write 'Patient'",
                "Patient.name.family | string | 'name' is a list; say which of its values is meant: name[0], or by one of its elements, such as name[use=official]",
                "Patient.gender[0] | string | 'gender' is no list; take [0] out",
                "Patient.name[given=A].family | string | 'given' is no single value in 'name'",
                "Patient.deceased | boolean | 'deceased' is a choice of types, and JSON has the type in the name; make a column of each that occurs: deceasedBoolean, deceasedDateTime",
                "Patient.contained[0].id | string | 'contained' is a resource within another",
                "Patient.active | string | 'active' is of FHIR's type boolean; type it as boolean",
                "Patient.birthDate | timestamp | 'birthDate' is of FHIR's type date; type it as date where all have their day, else as string",
                "Patient.deceasedDateTime | timestamp | type it as timestamp with 'timezone: true' where all have their time",
                "Patient.name | string | 'name' is a list; type it as array",
                "Patient.maritalStatus | string | 'maritalStatus' is an object of FHIR's type CodeableConcept",
                "Patient.managingOrganization.getReferenceKey(Patient) | string | 'managingOrganization' leads to no Patient; it leads to Organization",
                "Patient.gender.getReferenceKey(Patient) | string | 'gender' is no reference",
                "Patient.name[0 | string | which is no path; '[0' is neither an element behind a dot",
                "gender | string | does not say of which type its resources are; the path of a column begins with it",
            })
    void refusesWhatNoResourceHas(String path, String type, String told) {
        assertThat(told(path, type)).anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Patient.id | string",
                "Patient.active | boolean",
                "Patient.birthDate | date",
                "Patient.birthDate | string",
                "Patient._birthDate.extension[url=http://x].valueDateTime | timestamp, logicalTypeOptions: { timezone: true }",
                "Patient.multipleBirthInteger | integer",
                "Patient.name[0].given | array, items: { logicalType: string }",
                "Patient.managingOrganization.getReferenceKey(Organization) | string",
                "Patient.identifier | array, items: { logicalType: object, properties: [ { name: value, logicalType: string } ] }",
                "Observation.valueQuantity.value | number",
                "Observation.code.coding[system=http://loinc.org].code | string",
                "Observation.component[0].referenceRange[0].low.value | number",
            })
    void takesWhatResourcesHave(String path, String type) {
        assertThat(told(path, type)).isEmpty();
    }

    @Test
    void aTableHasResourcesOfOneTypeAndAPlaceHasOneColumn() {
        assertThat(all(with("Patient.id", "Observation.code.text")))
                .anyMatch(problem -> problem.contains("another column of the table reads resources of the type"));
        assertThat(all(with("Patient.id", "id"))).anyMatch(problem -> problem.contains("a place has one column"));
    }

    @Test
    void aServerHasAnAddress() {
        Sample wrong = sample("Patient.id", "string")
                .replace(
                        FILE,
                        "format: fhir",
                        "format: fhir, customProperties: [ { property: weirRead, value: { baseUrl: here } } ]");
        assertThat(all(wrong)).anyMatch(problem -> problem.contains("'baseUrl' is no address of a server of FHIR"));
    }

    /** Of the column alone: the others are those of another table of patients. */
    private List<String> told(String path, String type) {
        return all(sample(path, type)).stream()
                .filter(problem -> problem.contains("column 'a'") || problem.contains("of which type"))
                .toList();
    }

    private List<String> all(Sample sample) {
        return sample.readIn(folder).problems().stream().map(Problem::toString).toList();
    }

    private static Sample with(String one, String other) {
        return sample(one, "string")
                .replace(
                        FILE,
                        "      - { name: a,",
                        "      - { name: b, physicalName: \"" + other
                                + "\", logicalType: string }\n      - { name: a,");
    }

    private static Sample sample(String path, String type) {
        return Sample.clinical()
                .replace(FILE, "raw/patients.tsv, format: tsv", "raw/patients, format: fhir")
                .replace(
                        FILE,
                        "      - { name: born_on,",
                        "      - { name: a, physicalName: \"%s\", logicalType: %s }\n      - { name: born_on,"
                                .formatted(path, type));
    }
}
