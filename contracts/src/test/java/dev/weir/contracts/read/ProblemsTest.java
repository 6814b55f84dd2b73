package dev.weir.contracts.read;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake and the whole of what people are told of it, as {@code problems.txt} has it. */
final class ProblemsTest {

    private static final String WEIR = "weir.yaml";
    private static final String RAW = "contracts/raw/encounters.odcs.yaml";
    private static final String PATIENTS_RAW = "contracts/raw/patients.odcs.yaml";
    private static final String PRODUCT = "contracts/clinical/clinical.odps.yaml";
    private static final String PATIENTS = "contracts/clinical/patients.odcs.yaml";
    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";
    private static final String SQL = "contracts/clinical/encounters.sql";
    private static final String RULES = "quality-rules/clinical/encounters.yaml";
    private static final String PACK = "quality-rules/packs/dates.yaml";

    @TempDir
    private Path folder;

    private final Mistakes cases = new Mistakes("problems.txt");

    private void mistake(String name, String file, String from, String to) {
        cases.put(name, sample -> sample.replace(file, from, to));
    }

    /** A change of the column length_of_stay. */
    private void column(String name, String to) {
        mistake(name, ENCOUNTERS, "logicalTypeOptions: { minimum: 0 }", to);
    }

    private void files() {
        cases.put("no weir.yaml", sample -> sample.without(WEIR));
        cases.put("an empty contract", sample -> sample.with(ENCOUNTERS, ""));
        cases.put("a contract that is a list", sample -> sample.with(ENCOUNTERS, "- a\n- b\n"));
        cases.put(
                "a contract that is not YAML",
                sample -> sample.replace(ENCOUNTERS, "status: active", "status: [active"));
        cases.put(
                "a contract in GBK",
                sample -> sample.with(RAW, new byte[] {'i', 'd', ':', ' ', (byte) 0xd6, (byte) 0xd0}));
        cases.put("a contract of 5 MB", sample -> sample.with(RAW, "a".repeat(5_000_000)));
        mistake("a key that stands twice", ENCOUNTERS, "status: active", "status: active\nstatus: draft");
        cases.put("a contract with another ending", sample -> sample.with("contracts/clinical/more.yaml", "a: 1"));
        cases.put("waivers that are not YAML", sample -> sample.with("quality-rules/waivers.yaml", "a: [1"));
        cases.put("no file of the query", sample -> sample.without(SQL));
        cases.put("an empty file of the query", sample -> sample.with(SQL, " "));
    }

    private void workspace() {
        mistake("an unknown key in weir.yaml", WEIR, "    warehouse: warehouse", "    warehose: warehouse");
        cases.put(
                "no profiles",
                sample -> sample.with(
                        WEIR, sample.text(WEIR).replaceFirst("(?s)default: laptop\nprofiles:.*(?=law:)", "")));
        cases.put(
                "an empty list of profiles",
                sample -> sample.with(
                        WEIR,
                        sample.text(WEIR).replaceFirst("(?s)default: laptop\nprofiles:.*(?=law:)", "profiles: {}\n")));
        mistake("no profile is chosen", WEIR, "default: laptop\n", "");
        mistake("an unknown profile", WEIR, "default: laptop", "default: labtop");
        mistake("a time zone that is none", WEIR, "default: laptop", "default: laptop\ndefaultTimezone: Asia/Shangai");
        mistake("a blank time zone", WEIR, "default: laptop", "default: laptop\ndefaultTimezone: ''");
        mistake("an overlay without a name", WEIR, "  pack: cn-2026-01\n", "  pack: cn-2026-01\n  overlay: ''\n");
        cases.put("another unknown profile", sample -> sample.profile("staging"));
        cases.put("a variable that is not set", sample -> sample.profile("prod"));
        mistake("no law", WEIR, "law:\n  pack: cn-2026-01\n  processor: {", "x-law: {");
        String hash = "sha256: " + "5a".repeat(32);
        detect("a model without its hash", "{ model: models/de.bin, finds: { person: NAME } }");
        detect("a model with half a hash", "{ model: models/de.bin, sha256: 5a5a, finds: { person: NAME } }");
        detect("a model that finds nothing", "{ model: models/de.bin, " + hash + ", finds: {} }");
        detect("a model that finds no category", "{ model: models/de.bin, " + hash + ", finds: { person: name } }");
        detect("a model that lies elsewhere", "{ model: ../de.bin, " + hash + ", finds: { person: NAME } }");
        detect(
                "a model that is fetched",
                "{ model: https://example.org/de.bin, " + hash + ", finds: { person: NAME } }");
        detect(
                "a model that is more than sure",
                "{ model: a.bin, " + hash + ", finds: { person: NAME }, minimum: 80 }");
        detect(
                "a model that stands twice",
                "{ model: a.bin, " + hash + ", finds: { person: NAME } }, { model: a.bin, " + hash
                        + ", finds: { place: ADDR } }");
        mistake("a password in the file", WEIR, "\"${WEIR_KEY_PASSWORD:-}\"", "hunter2");
        mistake("a password that is a number", WEIR, "\"${WEIR_KEY_PASSWORD:-}\"", "20261120");
        mistake("a password with a default", WEIR, "\"${WEIR_KEY_PASSWORD:-}\"", "\"${WEIR_KEY_PASSWORD:-hunter2}\"");
        mistake(
                "two passwords",
                WEIR,
                "\"${WEIR_KEY_PASSWORD:-}\"",
                "\"${WEIR_KEY_PASSWORD}\", passwordFile: keys/password");
        mistake("a password of no store", WEIR, "keys/weir.bcfks", "keys/weir.key");
        mistake("no store", WEIR, "store: keys/weir.bcfks", "store: \"\"");
    }

    private void written(String name, String pattern, String read) {
        mistake(
                name,
                RAW,
                "format: \"yyyy-MM-dd'T'HH:mm:ssX\" }",
                "format: \"" + pattern + "\" }, customProperties: [ { property: weirRead, value: { " + read + " } } ]");
    }

    private void detect(String name, String models) {
        mistake(name, WEIR, "law:\n", "detect: [" + models + "]\nlaw:\n");
    }

    private void sources() {
        String id = "{ name: Id, logicalType: string }";
        mistake("required on a source", RAW, id, "{ name: Id, logicalType: string, required: true }");
        mistake(
                "a key of a source",
                RAW,
                id,
                "{ name: Id, logicalType: string, primaryKey: true, primaryKeyPosition: 1 }");
        mistake("unique on a source", RAW, id, "{ name: Id, logicalType: string, unique: true }");
        mistake(
                "a bound inside a source's array",
                RAW,
                id,
                "{ name: Id, logicalType: array, items: { logicalType: string, required: true, logicalTypeOptions: {"
                        + " maxLength: 3 } } }");
        mistake(
                "an unreadable share of all",
                RAW,
                "  - name: encounters\n",
                "  - name: encounters\n    customProperties: [{ property: weirUnreadable, value: { atMost: 1 } }]\n");
        mistake(
                "an unreadable share in another form",
                RAW,
                "  - name: encounters\n",
                "  - name: encounters\n    customProperties: [{ property: weirUnreadable, value: 0.2 }]\n");
        mistake(
                "an unreadable share of a product",
                ENCOUNTERS,
                "weirSubject, value: patient_id }",
                "weirSubject, value: patient_id }\n      - { property: weirUnreadable, value: { atMost: 0.1 } }");
        mistake(
                "an empty table somehow",
                ENCOUNTERS,
                "weirSubject, value: patient_id }",
                "weirSubject, value: patient_id }\n      - { property: weirEmpty, value: alow }");
        cases.put(
                "an override of unreadable records with quarantine",
                sample -> sample.with("quality-rules/raw.yaml", """
                    contract: raw.encounters
                    rules: [ { override: raw.encounters.encounters.unreadable, severity: quarantine } ]
                    """));
    }

    private void contradictions() {
        column("bounds the wrong way round", "logicalTypeOptions: { minimum: 5, maximum: 3 }");
        column("bounds that leave no whole number", "logicalTypeOptions: { exclusiveMinimum: 1, exclusiveMaximum: 2 }");
        column("a bound and its opposite", "logicalTypeOptions: { minimum: 5, exclusiveMaximum: 5 }");
        column("a bound beyond the format", "logicalTypeOptions: { format: u8, minimum: 256 }");
        String reason = "customProperties: [ { property: weirMask, value: redact } ]";
        mistake(
                "lengths the wrong way round",
                ENCOUNTERS,
                reason,
                reason + "\n        logicalTypeOptions: { minLength: 9, maxLength: 3 }");
        mistake(
                "days the wrong way round",
                ENCOUNTERS,
                "{ name: stopped_at, logicalType: timestamp, classification: DATE }",
                "{ name: stopped_at, logicalType: date, classification: DATE, logicalTypeOptions: { minimum: 2026-02-01,"
                        + " exclusiveMaximum: 2026-02-01 } }");
        quality("a check of no value", "invalidValues, arguments: { validValues: [] }, mustBe: 0");
        quality("a check of no missing value", "missingValues, arguments: { missingValues: [] }, mustBe: 0");
        quality("an argument that is none", "invalidValues, arguments: { validValues: [a], valid: [b] }, mustBe: 0");
        quality("an argument of a metric without", "nullValues, arguments: { validValues: [a] }, mustBe: 0");
        quality("values of another type", "invalidValues, arguments: { validValues: [1, 2] }, mustBe: 0");
        quality("a pattern of a check that is none", "invalidValues, arguments: { pattern: \"[\" }, mustBe: 0");
        quality("a pattern that is a list", "invalidValues, arguments: { pattern: [a] }, mustBe: 0");
        quality("a unit that is none", "nullValues, unit: precent, mustBeLessOrEqualTo: 5");
        quality("a range the wrong way round", "nullValues, mustBeBetween: [9, 2]");
        mistake(
                "a port of another version",
                PRODUCT,
                "version: 1.2.0, contractId: clinical.encounters",
                "version: 1.1.0, contractId: clinical.encounters");
        mistake(
                "an input port of another version",
                PRODUCT,
                "version: 1.0.0, contractId: raw.encounters",
                "version: 0.9.0, contractId: raw.encounters");
        mistake(
                "an input contract that is not there",
                PRODUCT,
                "contractId: clinical.encounters }",
                "contractId: clinical.encounters, inputContracts: [ { id: raw.encounter, version: 1.0.0 } ] }");
        String number = FakePersonalText.NUMBER;
        column("a person in an example", "examples: [13800138000, " + number + "]");
        mistake("a person in a description", ENCOUNTERS, "Days from start to stop.", "Days of " + number + ".");
        mistake("a person in a query", SQL, "-- one row per encounter", "-- such as " + number);
        mistake("a person in a rule", RULES, "because: The ETL repeats rows.", "because: Ask " + number + ".");
    }

    private void quality(String name, String check) {
        mistake(
                name,
                ENCOUNTERS,
                "customProperties: [ { property: weirMask, value: redact } ]",
                "customProperties: [ { property: weirMask, value: redact } ]\n        quality: [ { metric: " + check
                        + " } ]");
    }

    private void standard() {
        mistake("an unknown field", ENCOUNTERS, "classification: TEXT", "clasification: TEXT");
        mistake("a missing field", ENCOUNTERS, "kind: DataContract\n", "");
        mistake(
                "a wrong type",
                ENCOUNTERS,
                "required: true, classification: DATE",
                "required: \"yes\", classification: DATE");
        mistake("a value that is not allowed", ENCOUNTERS, "logicalType: integer", "logicalType: int");
        mistake("an unknown field of the description", ENCOUNTERS, "  limitations:", "  limitation:");
        column("an option of another type", "logicalTypeOptions: { minLength: 0 }");
        mistake(
                "a field of another server",
                RAW,
                "    path: raw/encounters",
                "    path: raw/encounters\n    location: x");
        mistake(
                "an encoding on the server",
                RAW,
                "    path: raw/encounters",
                "    path: raw/encounters\n    encoding: GBK");
        mistake("an unknown field of a product", PRODUCT, "inputPorts:", "inputPort:");
        mistake("a Weir property misspelt", ENCOUNTERS, "weirMask", "weirMaks");
        mistake(
                "a Weir property elsewhere",
                ENCOUNTERS,
                "property: weirFormat, value: delta",
                "property: weirSubject, value: a");
    }

    private void names() {
        mistake(
                "a port without its contract",
                PRODUCT,
                "contractId: clinical.encounters",
                "contractId: clinical.encounter");
        mistake(
                "a contract in no product",
                PRODUCT,
                "  - { name: patients, version: 1.0.0, contractId: clinical.patients }\n",
                "");
        mistake("an input that is no source", SQL, "FROM raw.encounters", "FROM raw.encounter");
        mistake(
                "an input that is not declared",
                PRODUCT,
                "  - { name: encounters, version: 1.0.0, contractId: raw.encounters }\n",
                "");
        mistake("a column that the source has not", SQL, "datediff(STOP, START)", "datediff(STOPP, START)");
        mistake("a reference to no table", ENCOUNTERS, "patients.patient_id", "patient.patient_id");
        mistake("a reference to no column", ENCOUNTERS, "patients.patient_id", "patients.patientid");
        mistake(
                "a reference with another type",
                ENCOUNTERS,
                "        logicalType: string\n        required: true",
                "        logicalType: integer\n        required: true");
        mistake("a reference with another category", PATIENTS_RAW, "classification: MRN", "classification: NAME");
        mistake(
                "a reference with another mask",
                ENCOUNTERS,
                "        relationships:",
                "        customProperties: [ { property: weirMask, value: pseudonymise } ]\n        relationships:");
        mistake("two columns of one name", ENCOUNTERS, "name: stopped_at", "name: Started_At");
        mistake("two tables of one name", PATIENTS, "- name: patients", "- name: Encounters");
        mistake("two contracts of one id", PATIENTS, "id: clinical.patients", "id: clinical.encounters");
        mistake(
                "a quasi-identifier that is a word",
                ENCOUNTERS,
                "property: weirUnit, value: d",
                "property: weirQuasiIdentifier, value: perhaps");
        mistake(
                "a subject that is no column",
                ENCOUNTERS,
                "property: weirSubject, value: patient_id",
                "property: weirSubject, value: patient");
        mistake("a table with a bad name", ENCOUNTERS, "- name: encounters", "- name: \"encounters of 2026\"");
        mistake("a column of the source that vanished", PATIENTS_RAW, "name: patient_id", "name: patient_no");
    }

    private void meaning() {
        mistake(
                "no category",
                ENCOUNTERS,
                ", classification: DATE }\n      - name: length",
                " }\n      - name: length");
        mistake("no audience", PRODUCT, "customProperties: [ { property: weirAudience, value: enclave } ]\n", "");
        mistake("an unknown mask", ENCOUNTERS, "value: redact", "value: redakt");
        mistake("a hash without a key", ENCOUNTERS, "value: redact", "value: sha256");
        mistake(
                "a mask without its parameter",
                ENCOUNTERS,
                "value: redact",
                "value: { method: generalise, to: decade }");
        mistake("a decimal that is none", RAW, "decimal(12,2)", "decimal(50,2)");
        mistake("no type", RAW, "{ name: Id, logicalType: string }", "{ name: Id }");
        written("zone names and years of two digits", "yy-MM-dd HH:mm z", "");
        written("zone names that are not said", "yyyy-MM-dd HH:mm z", "pivotYear: 1930");
        written(
                "zone names that are wrong",
                "yyyy-MM-dd HH:mm v",
                "zoneNames: { CST: Shanghai, cst: Asia/Shanghai, CDT: [a], EST: ' ' }");
        written("years of two digits in no century", "dd/MM/yy HH:mm:ssX", "pivotYear: 9901, zoneNames: { A: UTC }");
        written("a pivot that is none", "dd/MM/yy HH:mm:ssX", "pivotYear: 0, pivot: 1930");
        mistake(
                "what a column without a pattern reads",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: string, customProperties: [ { property: weirRead, value: { pivotYear: 1930 } } ] }");
        mistake(
                "a decimal mark that is none",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: number, customProperties: [ { property: weirRead, value: { decimal: dash, pivotYear: 1930 } } ] }");
        mistake(
                "a decimal mark of a whole number",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: integer, customProperties: [ { property: weirRead, value: { decimal: comma } } ] }");
        mistake("a bad date format", RAW, "yyyy-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd bogus");
        mistake("a server of another profile", PATIENTS_RAW, "environment: laptop", "environment: laptops");
        mistake(
                "an object in a source",
                RAW,
                "STOP, logicalType: timestamp",
                "STOP, logicalType: object, properties: [ { name: at, logicalType: date } ]");
        mistake(
                "an array in delimited text",
                RAW,
                "STOP, logicalType: timestamp",
                "STOP, logicalType: array, items: { logicalType: string }");
        mistake("a format that is not read", RAW, "format: csv", "format: json");
        mistake("a format that is none", RAW, "format: csv", "format: cvs");
        mistake("an unknown key of weirRead", RAW, "encoding: GB18030", "encodign: GB18030");
        mistake("an unknown encoding", RAW, "encoding: GB18030", "encoding: GB18O30");
        mistake("a delimiter of two characters", RAW, "trim: true", "delimiter: \"||\"");
        mistake("a source above the workspace", RAW, "path: raw/encounters", "path: ../raw/encounters");
        mistake("a source elsewhere", RAW, "path: raw/encounters", "path: /etc");
        mistake("a source that goes up behind a pattern", RAW, "path: raw/encounters", "path: \"raw/{a,../../b}\"");
        mistake("a local source with a URI", RAW, "path: raw/encounters", "path: file:///etc/passwd");
        mistake("a record larger than memory", RAW, "trim: true", "maxRecordBytes: 1073741824");
    }

    private void loads() {
        load("a load that is none", "apend");
        load("an append without its interval", "append");
        load("an append whose interval is misspelt", "{ mode: append, intervall: started_at }");
        load("an append by a column that is not there", "{ mode: append, interval: start_at }");
        load("an append by a column that is no time", "{ mode: append, interval: encounter_id }");
        load("an append by a column that may be NULL", "{ mode: append, interval: stopped_at }");
        load("a merge by a number that is none", "{ mode: merge, order: reason, deletes: length_of_stay }");
        load("a merge ordered by its key", "{ mode: merge, order: encounter_id }");
        load("a merge with a history that is none", "{ mode: merge, order: started_at, history: type-3 }");
        load("a word of another mode", "{ mode: incremental, order: started_at }");
        cases.put(
                "a merge without a key",
                sample -> loaded(sample, "{ mode: merge, order: started_at }")
                        .replace(ENCOUNTERS, "primaryKey: true, ", ""));
        cases.put(
                "a history with columns of its own names",
                sample -> loaded(sample, "{ mode: merge, order: started_at, history: type-2 }")
                        .replace(ENCOUNTERS, "name: stopped_at", "name: valid_to")
                        .replace(SQL, "AS stopped_at", "AS valid_to"));
        cases.put(
                "new files of a query with two inputs",
                sample -> loaded(sample, "incremental")
                        .replace(SQL, "FROM raw.encounters", "FROM raw.encounters JOIN raw.patients ON true"));
        mistake(
                "a load on a source",
                RAW,
                "physicalName: \"encounters-*.csv\"",
                "customProperties: [ { property: weirLoad, value: incremental } ]");
    }

    private void load(String name, String value) {
        cases.put(name, sample -> loaded(sample, value));
    }

    private static Sample loaded(Sample sample, String value) {
        return sample.replace(
                ENCOUNTERS,
                "      - { property: weirSubject, value: patient_id }\n",
                "      - { property: weirSubject, value: patient_id }\n      - { property: weirLoad, value: " + value
                        + " }\n");
    }

    private void queries() {
        mistake("a query that does not parse", SQL, "STOP AS stopped_at", "STOP AS !! stopped_at");
        mistake("no SELECT", SQL, "SELECT Id", "DELETE Id");
        mistake("a function of chance", SQL, "datediff(STOP, START)", "rand()");
        mistake("an expression that does not parse", PATIENTS, "year(born_on)", "year(!! born_on)");
        mistake(
                "an expression in an own line",
                PATIENTS,
                "transformLogic: year(born_on)",
                "transformLogic: |\n          year(\n            !! born_on)");
        mistake("a circle of queries", SQL, "FROM raw.encounters", "FROM raw.encounters JOIN clinical.encounters");
        mistake(
                "a circle of references",
                PATIENTS,
                "{ name: patient_id, logicalType: string, primaryKey: true,",
                "{ name: patient_id, logicalType: string, primaryKey: true, relationships: [ { to:"
                        + " encounters.patient_id } ],");
        mistake("no transformation", ENCOUNTERS, "      - { property: weirQuery, value: encounters.sql }\n", "");
        mistake("two transformations", ENCOUNTERS, "description: Days from start to stop.", "transformLogic: 1 + 1");
        mistake(
                "logic over two tables",
                PATIENTS,
                "transformLogic: year(born_on)",
                "transformLogic: year(born_on)\n        transformSourceObjects: [ raw.encounters ]");
    }

    private void rules() {
        mistake("a rule on no contract", RULES, "contract: clinical.encounters", "contract: clinical.encounter");
        mistake("an unknown key of a rule", RULES, "severity: block", "severty: block");
        mistake("a severity that is none", RULES, "severity: block", "severity: fatal");
        mistake("a rule on no table", RULES, "check: RowCount > 0", "check: RowCount > 0\n    table: encounter");
        mistake(
                "a predicate on no column",
                PACK,
                "row: ${later} >= ${earlier}",
                "row: ${later} >= ${earlier} OR stoped_at IS NULL");
        mistake(
                "a predicate that needs more rows",
                PACK,
                "row: ${later} >= ${earlier}",
                "row: ${later} >= max(started_at)");
        mistake("a predicate that does not parse", PACK, "row: ${later} >= ${earlier}", "row: ${later} !! ${earlier}");
        mistake("a predicate on today", PACK, "row: ${later} >= ${earlier}", "row: ${later} >= now()");
        mistake("a check that takes rows out", RULES, "severity: block", "severity: quarantine");
        mistake("a check that does not close", RULES, "check: RowCount > 0", "check: 'Completeness \"reason > 0.5'");
        mistake("a ruleset in a check", RULES, "check: RowCount > 0", "check: 'Rules = [ RowCount > 0 ]'");
        mistake("an override of nothing", RULES, "override: encounters.key", "override: encounter.key");
        mistake(
                "an override that cannot be",
                RULES,
                "override: encounters.key\n    severity: quarantine",
                "override: raw.encounters.encounters.columns.new\n    severity: quarantine");
        mistake("two rules of one id", RULES, "id: volume", "id: encounters.key");
        mistake("no such pack", RULES, "pack: dates-in-order", "pack: date-in-order");
        mistake("a parameter too few", RULES, "earlier: started_at, ", "");
        mistake("a parameter that is none", RULES, "earlier: started_at", "earlyer: started_at");
        mistake("a rule that says nothing", RULES, "    check: RowCount > 0\n", "");
        mistake(
                "a rule that says two things",
                RULES,
                "check: RowCount > 0",
                "check: RowCount > 0\n    row: reason IS NOT NULL");
    }

    private void latency(String name, String level) {
        mistake(name, ENCOUNTERS, "latency, value: 2, unit: d, element: encounters.started_at", level);
    }

    /** Another property of the column reason. */
    private void of(String name, String property) {
        mistake(
                name,
                ENCOUNTERS,
                "{ property: weirMask, value: redact }",
                "{ property: weirMask, value: redact }, " + property);
    }

    private void constraints() {
        column("a bound of another type", "logicalTypeOptions: { minimum: 99999999999999999999999999999999999999999 }");
        mistake(
                "a pattern that is none",
                ENCOUNTERS,
                "        classification: TEXT",
                "        classification: TEXT\n        logicalTypeOptions: { pattern: \"[a-\" }");
        mistake(
                "a format that nobody knows",
                ENCOUNTERS,
                "        classification: TEXT",
                "        classification: TEXT\n        logicalTypeOptions: { format: e-mail }");
        column(
                "a share of values of another table",
                "quality: [ { metric: invalidValues, arguments: { validValues: { from: patients.birth_year } },"
                        + " mustBeLessThan: 5 } ]");
        column(
                "values of no table",
                "quality: [ { metric: invalidValues, arguments: { validValues: { from: patient.birth_year } }, mustBe:"
                        + " 0 } ]");
        column(
                "a number of rows that takes rows out",
                "quality: [ { metric: nullValues, mustBeLessThan: 5, severity: quarantine } ]");
        column(
                "valid values of another type",
                "quality: [ { metric: invalidValues, arguments: { validValues: [a] }, mustBe: 0 } ]");
        column("SQL that is none", "quality: [ { type: sql, query: DELETE, mustBe: 0 } ]");
        column(
                "SQL with another placeholder",
                "quality: [ { type: sql, query: 'SELECT {a} FROM {table}', mustBe: 0 } ]");
        column(
                "SQL with a double quote",
                "quality: [ { type: sql, query: 'SELECT max(\"a\") FROM {table}', mustBe: 0 } ]");
        column("SQL compared with a text", "quality: [ { type: sql, query: 'SELECT 1 FROM {table}', mustBe: much } ]");
        mistake(
                "a key inside an object",
                ENCOUNTERS,
                "{ name: stopped_at, logicalType: timestamp, classification: DATE }",
                "{ name: stopped_at, logicalType: object, classification: DATE, properties: [ { name: a, logicalType: array,"
                        + " items: { logicalType: string, unique: true, quality: [ { metric: nullValues, mustBe: 0 } ] } } ] }");
        of("texts of a source on a product", "{ property: weirNullValues, value: [NA] }");
        of("bad values of a source on a product", "{ property: weirOnBadValue, value: null-and-warn }");
        of("a quasi-identifier without a step", "{ property: weirQuasiIdentifier, value: [] }");
        of("a quasi-identifier that is a number", "{ property: weirQuasiIdentifier, value: 2 }");
        mistake("a column of Weir's own names", ENCOUNTERS, "name: stopped_at", "name: _Weir_stop");
        mistake(
                "a mask on a source",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: string, customProperties: [ { property: weirMask, value: drop } ] }");
        mistake(
                "logic on a source",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: string, transformLogic: a }");
        mistake(
                "no texts for NULL",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: string, customProperties: [ { property: weirNullValues, value: [NA, -9] } ] }");
        mistake(
                "one text for NULL",
                RAW,
                "{ name: Id, logicalType: string }",
                "{ name: Id, logicalType: string, customProperties: [ { property: weirNullValues, value: NA } ] }");
        mistake("a source in a database", RAW, "type: local", "type: postgresql");
        for (String from : new String[] {"patients", ".birth_year", "patients."}) {
            column(
                    "values of '" + from + "'",
                    "quality: [ { metric: invalidValues, arguments: { validValues: { from: '" + from
                            + "' } }, mustBe: 0 } ]");
        }
        column("a DQDL check of nothing", "quality: [ { type: custom, engine: DQDL } ]");
        column("a DQDL check of a number", "quality: [ { type: custom, engine: dqdl, implementation: 7 } ]");
        column("a DQDL check of an object", "quality: [ { type: custom, engine: dqdl, implementation: { a: b } } ]");
        column(
                "valid values that are a text",
                "quality: [ { metric: invalidValues, arguments: { validValues: a }, mustBe: 0 } ]");
        column("no valid values and no pattern", "quality: [ { metric: invalidValues, mustBe: 0 } ]");
        column(
                "valid values and a pattern",
                "quality: [ { metric: invalidValues, arguments: { validValues: [1], pattern: a }, mustBe: 0 } ]");
        latency("a latency of no column", "latency, value: 2, unit: d, element: encounters.start_at");
        latency("a latency of a text", "latency, value: 2, unit: d, element: encounters.reason");
        latency("a latency in months", "latency, value: 2, unit: mo, element: encounters.started_at");
        latency("a latency of many", "latency, value: many, unit: d, element: encounters.started_at");
        latency("two latencies", "latency, value: 2, unit: d, element: 'encounters.started_at, encounters.started_at'");
        column("a metric with two conditions", "quality: [ { metric: nullValues, mustBe: 0, mustNotBe: 1 } ]");
        column("a severity that nobody knows", "quality: [ { metric: nullValues, mustBe: 0, severity: eror } ]");
        mistake(
                "a constraint on a source",
                RAW,
                "{ name: PATIENT, logicalType: string,",
                "{ name: PATIENT, logicalType: string, logicalTypeOptions: { minLength: 1 },");
    }

    private void tenAtOnce() {
        cases.put(
                "ten mistakes at once",
                sample -> sample.replace(WEIR, "    warehouse: warehouse", "    warehose: warehouse")
                        .replace(RAW, "format: csv", "formt: csv")
                        .replace(PATIENTS_RAW, "logicalType: date", "logicalType: dat")
                        .replace(PRODUCT, "status: active\n", "")
                        .replace(PATIENTS, "version: 1.0.0", "version: 1")
                        .replace(ENCOUNTERS, "weirMask", "weirMaks")
                        .replace(ENCOUNTERS, "minimum: 0", "minimum: zero")
                        .replace(SQL, "datediff(STOP, START)", "uuid()")
                        .replace(RULES, "override: encounters.key", "override: encounter.key")
                        .replace(PACK, "dimension: consistency", "dimension: consistent"));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEachMistakeWhatIsWrongWhyAndWhatToDo() {
        files();
        workspace();
        sources();
        contradictions();
        standard();
        names();
        meaning();
        loads();
        queries();
        rules();
        constraints();
        tenAtOnce();
        return cases.tests(folder);
    }
}
