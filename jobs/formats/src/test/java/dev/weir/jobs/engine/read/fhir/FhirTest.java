package dev.weir.jobs.engine.read.fhir;

import static dev.weir.jobs.engine.read.fhir.Resources.DAY;
import static dev.weir.jobs.engine.read.fhir.Resources.INSTANT;
import static dev.weir.jobs.engine.read.fhir.Resources.TEXT;
import static dev.weir.jobs.engine.read.fhir.Resources.column;
import static dev.weir.jobs.engine.read.fhir.Resources.lenient;
import static dev.weir.jobs.engine.read.fhir.Resources.listOf;
import static dev.weir.jobs.engine.read.fhir.Resources.observation;
import static dev.weir.jobs.engine.read.fhir.Resources.patient;
import static dev.weir.jobs.engine.read.fhir.Resources.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static List<String> read(String text, ReadColumn... columns) {
        return RawFolder.rows(spec("https://fhir.example.org/r4", columns), FOLDER.file(".ndjson", text), 1 << 20);
    }

    private static String one(String text, ReadColumn column) {
        return read(text, column).get(0);
    }

    private static List<String> why(String text, ReadColumn... columns) {
        return RawFolder.details(spec("", columns), FOLDER.file(".ndjson", text));
    }

    @Test
    void columnsStandAtPaths() {
        String text = patient("""
                'name':[{'use':'nickname','given':['Li']},{'use':'official','family':'王','given':['Xiao','Lan']}],
                'active':true,'birthDate':'1980-02-29'
                """.replace("\n", ""));
        assertThat(read(
                        text,
                        column("Patient.id", TEXT),
                        column("name[use=official].family", TEXT),
                        column("name[0].given[0]", TEXT),
                        column("name[1].given", listOf(TEXT)),
                        column("name[2].family", TEXT),
                        column("active", ValueType.Flag.WORDS),
                        column("birthDate", DAY)))
                .containsExactly("1: a-1|王|Li|[Xiao,Lan]|NULL|true|3711");
    }

    /** Wherever the element by which a coding is chosen stands. */
    @Test
    void aCodingIsChosenByItsSystem() {
        ReadColumn code = column("Observation.code.coding[system=http://loinc.org].code", TEXT);
        String other = "{'system':'http://snomed.info/sct','code':'s'}";
        assertThat(one(
                        observation("'code':{'coding':[" + other + ",{'code':'8302-2','system':'http://loinc.org'}]}"),
                        code))
                .isEqualTo("1: 8302-2");
        assertThat(one(observation("'code':{'coding':[" + other + "]}"), code)).isEqualTo("1: NULL");
        assertThat(one(observation("'code':{'text':'x'}"), code)).isEqualTo("1: NULL");
        String twice = "{'system':'http://loinc.org','code':'1'},{'system':'http://loinc.org','code':'2'}";
        assertThat(why(observation("'code':{'coding':[" + twice + "]}"), code))
                .containsExactly("1 " + code.name() + ": not one value: several have [system=http://loinc.org]");
    }

    @Test
    void aChoiceHasAColumnForEachType() {
        ReadColumn[] columns = {
            column("Observation.valueQuantity.value", new ValueType.Exact(10, 2)),
            column("valueString", TEXT),
            column("valueCodeableConcept.coding[0].code", TEXT)
        };
        assertThat(read(observation("'valueQuantity':{'value':1.50}"), columns)).containsExactly("1: 1.50|NULL|NULL");
        assertThat(read(observation("'valueString':'none'"), columns)).containsExactly("1: NULL|none|NULL");
        assertThat(why(observation("'valueString':'none','valueQuantity':{'value':1}"), columns))
                .containsExactly("1 null: valueQuantity is a second value of the choice value[x]");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/p.1, 1: p.1",
        "Patient/p1/_history/3, 1: p1",
        "https://fhir.example.org/r4/Patient/p1, 1: p1",
        "https://fhir.example.org/r4/Patient/p1/_history/2, 1: p1"
    })
    void aReferenceBecomesAKey(String reference, String row) {
        assertThat(one(
                        observation("'subject':{'reference':'" + reference + "'}"),
                        column("Observation.subject.getReferenceKey(Patient)", TEXT)))
                .isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Group/p1 | not a reference to Patient",
                "p1 | not a reference to Patient",
                "Patient/ | a reference without an id of FHIR",
                "Patient/a b | a reference without an id of FHIR",
                "Patient/p1/_history/ | a reference whose version is no id of FHIR",
                "#p1 | a reference to a resource within the record, which has no row of its own",
                "urn:uuid:58c297c4-d684-4677-8024-01131d93835e | a reference by urn:, which names an entry of a bundle and no resource of the export",
                "Patient?identifier=https://mrn.example.org/ids%7C12 | a conditional reference, a search that the server resolves which takes the bundle",
                "https://other.example.org/Patient/p1 | a reference with the address of a server, and the contract names no baseUrl",
            })
    void aReferenceToSomethingElseIsNone(String reference, String told) {
        assertThat(why(
                        observation("'subject':{'reference':'" + reference + "'}"),
                        column("Observation.subject.getReferenceKey(Patient)", TEXT)))
                .containsExactly("1 Observation.subject.getReferenceKey(Patient): " + told);
    }

    @Test
    void aReferenceIsAlsoReadAsWrittenAndMayLack() {
        assertThat(read(
                        observation("'subject':{'reference':'Group/g'}"),
                        column("Observation.subject.reference", TEXT),
                        lenient("subject.getReferenceKey(Patient)", TEXT)))
                .containsExactly("1: Group/g|NULL");
        assertThat(one(
                        observation("'subject':{'display':'x'}"),
                        column("Observation.subject.getReferenceKey(Patient)", TEXT)))
                .isEqualTo("1: NULL");
    }

    @ParameterizedTest
    @CsvSource({
        "2020, a date without its day",
        "2020-03, a date without its day",
        "2020-3-1, not a date of FHIR",
        "2020-02-30, not a date of FHIR",
        "2020-13, not a date of FHIR",
        "0000-01-01, not a date of FHIR",
        "2020-03-01T10:00:00Z, not a date of FHIR",
        "'', not a date of FHIR"
    })
    void nobodyCompletesADate(String written, String told) {
        String text = patient("'birthDate':'" + written + "'");
        assertThat(why(text, column("Patient.birthDate", DAY))).containsExactly("1 Patient.birthDate: " + told);
        boolean isPartial = told.contains("without");
        assertThat(one(text, column("Patient.birthDate", TEXT)))
                .isEqualTo(isPartial ? "1: " + written : "1: unreadable.type(Patient.birthDate)");
    }

    @Test
    void timesHaveTheirZone() {
        ReadColumn time = column("Observation.effectiveDateTime", INSTANT);
        assertThat(one(observation("'effectiveDateTime':'1970-01-01T01:00:00.5+01:00'"), time))
                .isEqualTo("1: 500000");
        assertThat(why(observation("'effectiveDateTime':'1970-01-01'"), time))
                .containsExactly("1 Observation.effectiveDateTime: a date without a time");
        assertThat(why(observation("'effectiveDateTime':'1970-01-01T01:00:00'"), time))
                .containsExactly("1 Observation.effectiveDateTime: not a dateTime of FHIR");
        assertThat(why(
                        observation("'effectiveDateTime':'1970-01-01T01:00:00Z'"),
                        column("Observation.effectiveDateTime", DAY)))
                .containsExactly("1 Observation.effectiveDateTime: a date with a time");
    }

    @Test
    void decimalsKeepTheirDigits() {
        String text = observation("'valueQuantity':{'value':1.2300}");
        assertThat(one(text, column("Observation.valueQuantity.value", TEXT))).isEqualTo("1: 1.2300");
        assertThat(one(text, column("Observation.valueQuantity.value", new ValueType.Exact(8, 2))))
                .isEqualTo("1: 1.23");
        assertThat(why(
                        observation("'valueQuantity':{'value':1.234}"),
                        column("Observation.valueQuantity.value", new ValueType.Exact(8, 2))))
                .hasSize(1);
    }

    @Test
    void listsOfObjectsAreArrays() {
        ValueType identifier = new ValueType.ObjectOf(
                List.of(new ValueType.Field("system", TEXT), new ValueType.Field("value", TEXT)));
        List<String> rows = read(
                patient("'identifier':[{'system':'urn:a','value':'1'},{'value':'2','use':'old'}]"),
                column("Patient.identifier", listOf(identifier)));
        assertThat(rows).containsExactly("1: [[urn:a,1],[null,2]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"resourceType\":\"Patient\"} | no id",
                "{\"id\":\"a\"} | no resourceType",
                "{\"resourceType\":\"Patient\",\"id\":\"a b\"} | its id is no id of FHIR",
                "{\"resourceType\":\"Patient\",\"id\":7} | its id is no id of FHIR",
                "{\"resourceType\":\"Observation\",\"id\":\"a\"} | its resourceType is Observation, and not Patient",
                "{\"id\":\"a\",\"resourceType\":\"王\"} | its resourceType is none of FHIR R4, and not Patient",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":{}} | name is not a JSON array",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[]} | name is an array without a value",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{}]} | name is an object without an element",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[\"x\"]} | name is not a JSON object",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":null} | name is not a JSON array",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"active\":\"true\"} | active is not true or false",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"contact\":[{\"name\":{\"family\":[\"x\"]}}]} | contact.name.family is not a JSON string",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"implicitRules\":\"http://x\"} | implicitRules may change what the record says, and no column reads it",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"modifierExtension\":[{\"url\":\"http://x\"}]} | modifierExtension may change what the record says, and no column reads it",
            })
    void whatIsNoResourceIsRefusedWhateverTheColumnsRead(String record, String told) {
        assertThat(why(record + "\n", column("Patient.gender", TEXT))).containsExactly("1 null: " + told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"family\":\"b\",\"family\":\"c\"}]}",
                "{\"resourceType\":\"Patient\",\"id\":\"a\"} {}",
                "{\"resourceType\":\"Patient\",\"id\":\"a\"",
                "[]",
                "7"
            })
    void whatIsNoJsonIsRefused(String record) {
        assertThat(read(record + "\n" + patient(""), column("Patient.id", TEXT)))
                .containsExactly("1: unreadable.not-json", "2: a-1");
    }

    @Test
    void aWrongKindIsABadValueOfTheColumnsThatReadIt() {
        assertThat(read(
                        patient("'active':'yes','name':{'family':'x'}"),
                        column("Patient.id", TEXT),
                        lenient("active", ValueType.Flag.WORDS),
                        lenient("name[0].family", TEXT)))
                .containsExactly("1: a-1|NULL|NULL");
    }

    /** What stands beside a primitive value is known, and resources within others are passed over. */
    @Test
    void extensionsAreReadByTheirAddress() {
        assertThat(read(
                        patient("'_birthDate':{'extension':[{'url':'http://x/time','valueDateTime':'2020'}]},"
                                + "'name':[{'given':['A',null],'_given':[null,{'id':'g'}]}],"
                                + "'contained':[{'resourceType':'Unheard','of':{}}]"),
                        column("Patient._birthDate.extension[url=http://x/time].valueDateTime", TEXT),
                        column("name[0].given", listOf(TEXT))))
                .containsExactly("1: 2020|[A,null]");
    }

    @Test
    void deepNestingIsRefusedAndTheNextRecordIsRead() {
        String deep = patient("'extension':" + "[{'extension':".repeat(5_000) + "[]" + "}]".repeat(5_000));
        assertThat(read(deep + patient(""), column("Patient.id", TEXT)))
                .containsExactly("1: unreadable.not-json", "2: a-1");
    }

    @Test
    void aLineThatIsTooLongTakesNoMoreMemory() {
        String name = "'name':[{'family':'" + "x".repeat(5_000_000) + "'}]";
        assertThat(read(patient(name) + patient(""), column("Patient.id", TEXT)))
                .containsExactly("1: unreadable.too-long", "2: a-1");
    }

    /** One line may name as many elements as it has room for. */
    @Test
    void ofElementsThatNoColumnReadsAFewAreKept() throws Exception {
        StringBuilder more = new StringBuilder("'gender':'male'");
        for (int i = 0; i < 100_000; i++) {
            more.append(",'e").append(i).append("':").append(i);
        }
        List<String> told = new ArrayList<>();
        ReadColumn id = column("Patient.id", TEXT);
        FhirWalk walk = new FhirWalk(
                "Patient",
                WantedElements.of(List.of(FhirPath.of(id.header())), List.of(id)),
                (object, name) -> told.add(name));
        try (JsonParser parser = FhirReader.JSON.createParser(patient(more.toString()))) {
            parser.nextToken();
            assertThat(walk.read(parser).values()).containsOnlyKeys("id");
        }
        assertThat(told).hasSize(100).startsWith("gender", "e0 (not in FHIR R4)");
    }

    /** What is of a wrong kind may be the value that is meant, so nothing else is taken in its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Patient.name[use=official].family | 'name':[{'use':7,'family':'a'},{'use':'official','family':'b'}] | not a JSON string",
                "Patient.name[use=official].family | 'name':['a',{'use':'official','family':'b'}] | not a JSON object",
                "Patient.name[use=official].family | 'name':{'use':'official','family':'b'} | not a JSON array",
                "Patient.name[0].family | 'name':['a',{'family':'b'}] | not a JSON object",
                "Patient.maritalStatus.text | 'maritalStatus':'a' | not a JSON object",
                "Patient.managingOrganization.getReferenceKey(Organization) | 'managingOrganization':{'reference':7} | not a JSON string",
            })
    void aWrongKindOnTheWayToAValueIsABadValue(String path, String element, String told) {
        assertThat(why(patient(element), column(path, TEXT))).containsExactly("1 " + path + ": " + told);
        assertThat(one(patient(element), lenient(path, TEXT))).isEqualTo("1: NULL");
    }

    @Test
    void aCodeMayBeLong() {
        String words = "a ".repeat(500_000);
        assertThat(one(observation("'status':'" + words + "a'"), column("Observation.status", TEXT)))
                .isEqualTo("1: " + words + "a");
        assertThat(one(observation("'status':'" + words + "'"), column("Observation.status", TEXT)))
                .isEqualTo("1: unreadable.type(Observation.status)");
    }
}
