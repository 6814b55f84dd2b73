package dev.weir.jobs.engine.read.fhir;

import static dev.weir.jobs.engine.read.fhir.Resources.observation;
import static dev.weir.jobs.engine.read.fhir.Resources.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.format.fhir.FhirDefinitions;
import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.contracts.format.fhir.FhirPlace;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FhirLayoutTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static Optional<Layout> layout(String text) {
        return FormatReaders.installed().layout(new Configuration(), FOLDER.file(".ndjson", text));
    }

    @Test
    void whatOccursIsAColumn() {
        Layout found = layout(observation("""
                'status':'final','meta':{'versionId':'1'},'code':{'coding':[{'code':'c'}]},'subject':{'reference':'Patient/p'},
                'performer':[{'reference':'Practitioner/d'}],'effectiveDateTime':'2020','valueQuantity':{'value':1.5,'unit':'cm'}
                """.replace("\n", ""))
                        + observation("'performer':[{'reference':'Organization/o'}],'code':{'text':'张三'}"))
                .orElseThrow();
        assertThat(found.format()).isEqualTo("fhir");
        assertThat(found.columns())
                .extracting(column -> column.physicalName() + " " + column.label() + " "
                        + column.type().sparkType().catalogString() + " " + column.proof())
                .containsExactly(
                        "Observation.id observation_id string GIVEN",
                        "meta.versionId version_id string GIVEN",
                        "status status string GIVEN",
                        "code.coding[0].code code_code string GIVEN",
                        "code.text code_text string GIVEN",
                        "subject.getReferenceKey(Patient) patient_id string GIVEN",
                        "effectiveDateTime effectiveDateTime string TIMES",
                        "performer[0].reference performer_reference string GIVEN",
                        "valueQuantity.value valueQuantity_value double GIVEN",
                        "valueQuantity.unit valueQuantity_unit string GIVEN");
        assertThat(found.because()).noneMatch(line -> line.contains("meta"));
        assertThat(found.toString()).doesNotContain("张三");
    }

    @Test
    void limitsOfTheUsualResultsAreColumns() {
        Layout found = layout(observation(
                        "'valueQuantity':{'value':4},'referenceRange':[{'low':{'value':3.5},'high':{'value':5}}]"))
                .orElseThrow();
        assertThat(found.columns())
                .extracting(LayoutColumn::physicalName)
                .contains("referenceRange[0].low.value", "referenceRange[0].high.value");
        assertThat(found.because()).noneMatch(line -> line.contains("referenceRange"));
    }

    /** The two pressures of the blood, and what a list of a resource's own parts holds: its first. */
    @Test
    void partsOfAResourceAreColumns() {
        Layout found = layout(observation("""
                'component':[{'code':{'text':'sys'},'valueQuantity':{'value':120}},{'valueQuantity':{'value':80},
                'referenceRange':[{'text':'usual'}]}]
                """.replace("\n", ""))).orElseThrow();
        assertThat(found.columns())
                .extracting(column -> column.physicalName() + " " + column.label())
                .contains(
                        "component[0].code.text component_code_text",
                        "component[0].valueQuantity.value component_valueQuantity_value",
                        "component[1].valueQuantity.value component_2_valueQuantity_value");
        Layout contacts = layout(patient("""
                'contact':[{'name':{'family':'A'},'telecom':[{'value':'1'}]}],'communication':[{'language':{'text':'nl'}}]
                """.replace("\n", ""))).orElseThrow();
        assertThat(contacts.columns())
                .extracting(column -> column.physicalName() + " " + column.about())
                .contains(
                        "contact[0].name.family NAME",
                        "contact[0].telecom[0].value PHONE",
                        "communication[0].language.text ");
    }

    /** The second identifier is often the one by which other tables know a person; what comes later has a line. */
    @Test
    void twoIdentifiersAreColumnsAndLaterValuesAreNamed() {
        Layout found = layout(patient("""
                'identifier':[{'system':'s','value':'1'},{'system':'h','value':'2'},{'value':'3'}],
                'name':[{'given':['A','B'],'family':'C'},{'family':'D'}]
                """.replace("\n", ""))).orElseThrow();
        assertThat(found.columns())
                .filteredOn(column -> column.physicalName().startsWith("identifier"))
                .extracting(column -> column.physicalName() + " " + column.label() + " " + column.about())
                .containsExactly(
                        "identifier[0].system identifier_system ",
                        "identifier[0].value identifier_value MRN",
                        "identifier[1].system identifier_2_system ",
                        "identifier[1].value identifier_2_value MRN");
        assertThat(found.because())
                .contains("left out: identifier[2], name[1]: a column with such a path as its physicalName reads one");
    }

    /** A result below the limit of detection is no result at the limit, and FHIR's decimals mean each of their digits. */
    @Test
    void whatMakesAnotherNumberOfANumberIsAColumn() {
        Layout found = layout(observation("'valueQuantity':{'value':4,'comparator':'<','code':'u'}")
                        + observation("'valueQuantity':{'value':0.1234567890123456789}"))
                .orElseThrow();
        assertThat(found.columns())
                .extracting(column ->
                        column.physicalName() + " " + column.type().sparkType().catalogString())
                .contains(
                        "valueQuantity.comparator string",
                        "valueQuantity.value decimal(38,19)",
                        "valueQuantity.code string");
    }

    /** Names that a server has made up may be values. */
    @Test
    void namesThatMayBeValuesAreNotShown() {
        Layout plain = layout(patient("'bodyWeight':70,'gender':'male'")).orElseThrow();
        assertThat(plain.because())
                .contains("left out: bodyWeight (not in FHIR R4)")
                .doesNotContain("left out: other elements, whose names are not shown");
        for (String value : List.of("张三, 13800138000", "11010519491231002X", "x".repeat(200))) {
            Layout hidden = layout(patient("'bodyWeight':70,'" + value + "':1")).orElseThrow();
            assertThat(hidden.because())
                    .contains(
                            "left out: bodyWeight (not in FHIR R4)",
                            "left out: other elements, whose names are not shown");
            assertThat(hidden.toString()).doesNotContain(value);
        }
    }

    @Test
    void manyNamesAreShownInPart() {
        StringBuilder more = new StringBuilder("'gender':'male'");
        for (char c = 'a'; c <= 'z'; c++) {
            more.append(",'word").append(c).append("':1");
        }
        List<String> because = layout(patient(more.toString())).orElseThrow().because();
        assertThat(because.get(2).split(",")).hasSize(20);
        assertThat(because).contains("left out: other elements, whose names are not shown");
    }

    @Test
    void aLineThatIsTooLongIsNone() {
        String names = "'name':[{'family':'" + "x".repeat(5_000_000) + "'}]";
        Layout found = layout(patient("").repeat(20) + patient(names) + patient("'gender':'male'"))
                .orElseThrow();
        assertThat(found.because()).contains("each of 21 lines is a resource of the type Patient, and 1 are none");
        assertThat(found.columns()).extracting(LayoutColumn::physicalName).containsExactly("Patient.id", "gender");
    }

    /** Servers call the files of an export after numbers: resources of two types are two tables whatever their names. */
    @Test
    void filesOfOneTypeAreReadTogether() {
        Layout patients = layout(patient("'gender':'male'")).orElseThrow();
        Layout more = layout(patient("'active':true")).orElseThrow();
        assertThat(patients.with(more).orElseThrow().columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly("Patient.id", "gender", "active");
        assertThat(patients.with(layout(observation("")).orElseThrow())).isEmpty();
    }

    @Test
    void whatHasNoIdOrIsOfSeveralTypesIsPlainJson() {
        assertThat(layout("{\"resourceType\":\"Patient\"}\n").orElseThrow().format())
                .isEqualTo("ndjson");
        assertThat(layout(patient("") + observation("")).orElseThrow().format()).isEqualTo("ndjson");
        assertThat(layout("{\"resourceType\":\"Person of mine\",\"id\":\"a\"}\n")
                        .orElseThrow()
                        .format())
                .isEqualTo("ndjson");
        assertThat(layout("resourceType,id\nPatient,a\n").orElseThrow().format())
                .isEqualTo("csv");
    }

    @Test
    void theUsualColumnsOfAllTypesStandSomewhere() throws FhirPlace.Nowhere {
        for (String resource : FhirDefinitions.r4().resources()) {
            for (LayoutColumn column : UsualColumns.of(resource)) {
                assertThat(FhirPlace.of(resource, FhirPath.of(column.physicalName()))
                                .isList())
                        .as(resource + " " + column.physicalName())
                        .isEqualTo(column.type().sparkType().typeName().equals("array"));
            }
        }
    }
}
