package dev.weir.jobs.verb.run;

import dev.weir.jobs.cli.MiniWorkspace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A small workspace in which every input holds canary people: a registry in GBK, visits that are joined with it (so that
 * both are landed on disk), and letters as JSON lines. Rules look at clear values in every way there is: row by row, over
 * the table, at masked and dropped columns, at parents; some fail on a canary. Spark's event log is on.
 */
record CanaryWorkspace(Path root, CanaryPeople canaries) {

    private static final Charset GBK = Charset.forName("GBK");

    private static final String SOURCE = """
        apiVersion: v3.1.0
        kind: DataContract
        id: raw.%1$s
        name: %1$s
        version: 1.0.0
        status: active
        servers:
          - server: files
            type: local
            environment: laptop
            path: "raw/%1$s.%2$s*"
            format: %3$s
        %4$sschema:
          - name: %1$s
            physicalType: file
            customProperties: [{ property: weirUnreadable, value: { atMost: 0.5 } }]
            properties:
        %5$s\
        """;

    private static final String RECIPIENT = """
        recipients:
          - id: cranes
            name: "The cranes abroad"
            region: GB
            foreign: true
            restrictedList: false
            access: transfer
            products: [aviary]
            purpose: "Tests"
            basis: consent
            mechanisms:
              - type: SC
                number: "2026-017"
                products: [aviary]
                categories: [MRN, NAME, RID, PHONE, BANK, EMAIL, ADDR, DATE, HEALTH, TEXT]
                effective: "2026-01-05"
                lastValidDay: "2099-01-01"
            notice: { reference: "Notice 3", on: "2026-01-02" }
            consent: { reference: "Form 12", on: "2026-01-02" }
            assessment: { reference: "PIPIA 5", on: "2026-01-03" }
        """;

    private static final String CONTRACT = """
        apiVersion: v3.1.0
        kind: DataContract
        id: aviary.%1$s
        name: %1$s
        version: 1.0.0
        status: active
        description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
        team: { name: Aviary, members: [{ username: aviary@example.org, role: owner }] }
        customProperties:
          - { property: weirFormat, value: %2$s }
          - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
        schema:
          - name: %1$s
            physicalType: table
            customProperties:
              - { property: weirQuery, value: %1$s.sql }
              - { property: weirSubject, value: number }
            properties:
        %3$s\
        """;

    /** Writes it, without a key. */
    static CanaryWorkspace create(Path root, Path local, CanaryPeople canaries) throws IOException {
        CanaryWorkspace workspace = new CanaryWorkspace(root, canaries);
        Files.createDirectories(root.resolve("eventlog"));
        workspace.write("weir.yaml", """
            workspace: aviary
            profiles:
              laptop:
                warehouse: warehouse
                lineage: { transport: { type: file, location: lineage/events.ndjson } }
                keys: { store: keys/weir.key }
                spark:
                  spark.eventLog.enabled: true
                  spark.eventLog.dir: %s
                  spark.local.dir: %s
            law:
              pack: cn-2026-01
              processor: { id: aviary, name: The aviary, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
            """.formatted(root.resolve("eventlog").toUri(), local));
        workspace.write("contracts/recipients.yaml", RECIPIENT);
        workspace.sources();
        workspace.products();
        workspace.rules("quality-rules/aviary/", "warn");
        workspace.deliver();
        return workspace;
    }

    private void sources() throws IOException {
        String gbk = "    customProperties: [{ property: weirRead, value: { encoding: GBK } }]\n";
        source(
                "people",
                "csv",
                "csv",
                gbk,
                "number MRN",
                "name NAME",
                "identity RID",
                "mobile PHONE",
                "card BANK",
                "email EMAIL",
                "address ADDR",
                "born DATE date",
                "weight HEALTH number",
                "note TEXT");
        source(
                "visits",
                "csv",
                "csv",
                "",
                "visit NONE integer",
                "number MRN",
                "doctor STAFF",
                "remark TEXT",
                "cost HEALTH number");
        source("letters", "ndjson", "ndjson", "", "letter NONE integer", "number MRN", "body TEXT");
    }

    private void source(String name, String ending, String format, String more, String... columns) throws IOException {
        StringBuilder properties = new StringBuilder();
        for (String column : columns) {
            String[] words = column.split(" ");
            properties.append("      - { name: %s, logicalType: %s, classification: %s%s }%n"
                    .formatted(
                            words[0],
                            words.length > 2 ? words[2] : "string",
                            words[1],
                            column.endsWith("number") ? ", physicalType: \"decimal(10,2)\"" : ""));
        }
        write("contracts/raw/" + name + ".odcs.yaml", SOURCE.formatted(name, ending, format, more, properties));
    }

    private void products() throws IOException {
        write("contracts/aviary/aviary.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: aviary
            name: Aviary
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts:
              - { name: people, version: 1.0.0, contractId: raw.people }
              - { name: visits, version: 1.0.0, contractId: raw.visits }
              - { name: letters, version: 1.0.0, contractId: raw.letters }
            outputPorts:
              - { name: people, version: 1.0.0, contractId: aviary.people, type: tables }
              - { name: visits, version: 1.0.0, contractId: aviary.visits, type: tables }
              - { name: letters, version: 1.0.0, contractId: aviary.letters, type: tables }
            team: { name: Aviary, members: [{ username: aviary@example.org, role: owner }] }
            customProperties:
              - { property: weirAudience, value: enclave }
            """);
        product(
                "people",
                "iceberg",
                """
                      - { name: number, logicalType: string, primaryKey: true, classification: MRN, customProperties: [{ property: weirMask, value: pseudonymise }] }
                      - { name: name, logicalType: string, classification: NAME, customProperties: [{ property: weirMask, value: surrogate }] }
                      - { name: identity, logicalType: string, classification: RID, unique: true, customProperties: [{ property: weirMask, value: { method: pseudonymise, algorithm: hmac-sm3 } }] }
                      - { name: mobile, logicalType: string, classification: PHONE, customProperties: [{ property: weirMask, value: { method: encrypt, format: kept, cipher: sm4, keep: 3 } }] }
                      - { name: card, logicalType: string, classification: BANK, customProperties: [{ property: weirMask, value: { method: partial, last: 4 } }] }
                      - { name: email, logicalType: string, classification: EMAIL, customProperties: [{ property: weirMask, value: { method: encrypt, format: any } }] }
                      - { name: address, logicalType: string, classification: ADDR, customProperties: [{ property: weirMask, value: { method: generalise, to: city } }] }
                      - { name: born, logicalType: date, classification: DATE, customProperties: [{ property: weirMask, value: shift }] }
                      - { name: weight, logicalType: number, physicalType: "decimal(10,2)", classification: HEALTH }
                      - { name: note, logicalType: string, classification: TEXT, customProperties: [{ property: weirMask, value: redact }] }
                """,
                "SELECT number, name, identity, mobile, card, email, address, born, weight, note FROM raw.people");
        product("visits", "iceberg", """
                  - { name: visit, logicalType: integer, primaryKey: true, classification: NONE }
                  - { name: number, logicalType: string, classification: MRN, relationships: [{ to: people.number }], customProperties: [{ property: weirMask, value: pseudonymise }] }
                  - { name: name, logicalType: string, classification: NAME, customProperties: [{ property: weirMask, value: surrogate }] }
                  - { name: remark, logicalType: string, classification: TEXT, customProperties: [{ property: weirMask, value: drop }] }
                  - { name: cost, logicalType: number, physicalType: "decimal(10,2)", classification: HEALTH }
            """, """
            SELECT v.visit, v.number, p.name, v.remark, v.cost
            FROM raw.visits v LEFT JOIN raw.people p ON p.number = v.number
            """);
        product("letters", "delta", """
                  - { name: letter, logicalType: integer, primaryKey: true, classification: NONE }
                  - { name: number, logicalType: string, classification: MRN, customProperties: [{ property: weirMask, value: pseudonymise }] }
                  - { name: body, logicalType: string, classification: TEXT, customProperties: [{ property: weirMask, value: { method: redact, extent: spans } }] }
            """, "SELECT letter, number, body FROM raw.letters");
    }

    private void product(String table, String format, String columns, String query) throws IOException {
        write("contracts/aviary/" + table + ".odcs.yaml", CONTRACT.formatted(table, format, columns));
        write("contracts/aviary/" + table + ".sql", query);
    }

    /** Writes the rules, of which one has this severity, and fails on a canary. */
    void rules(String folder, String severity) throws IOException {
        StringBuilder people = new StringBuilder("contract: aviary.people\nrules:\n");
        rule(people, "weights-are-positive", "row: weight > 0", "quarantine");
        rule(people, "mobiles-look-alike", "row: mobile RLIKE '^1[0-9]{10}$'", "warn");
        rule(people, "cards-are-known", "check: IsUnique \"card\"", "warn");
        rule(people, "mails-look-alike", "check: ColumnValues \"email\" matches \".+@example\\\\.net\"", "warn");
        rule(people, "names-are-unique", "check: IsUnique \"name\"", severity);
        rule(people, "mails-do-not-drift", "drift: { column: email, measure: new-categories, atMost: 0.99 }", "warn");
        write(folder + "people.yaml", people.toString());
        StringBuilder visits = new StringBuilder("contract: aviary.visits\nrules:\n");
        rule(visits, "remarks-are-short", "row: length(remark) < 10", "warn");
        rule(visits, "costs-something", "row: cost > 0", "quarantine");
        write(folder + "visits.yaml", visits.toString());
    }

    private static void rule(StringBuilder rules, String id, String check, String severity) {
        rules.append("""
              - id: %s
                %s
                severity: %s
                dimension: accuracy
                owner: aviary@example.org
                because: "A canary sings."
            """.formatted(id, check, severity));
    }

    /** Puts the files there: canaries in each, in good records, in bad ones and in those that cannot be read. */
    void deliver() throws IOException {
        List<CanaryPeople.Person> people = canaries.people();
        StringBuilder registry = new StringBuilder("number,name,identity,mobile,card,email,address,born,weight,note\n");
        StringBuilder visits = new StringBuilder("visit,number,doctor,remark,cost\n");
        StringBuilder letters = new StringBuilder();
        int visit = 0;
        for (CanaryPeople.Person person : people) {
            int place = people.indexOf(person);
            String weight = place == 1 ? "-3.50" : place == 2 ? "heavy " + person.name() : "61.25";
            registry.append(line(person, person.mobile() + (place == 3 ? "x" : ""), weight));
            for (int i = 0; i < 3; i++) {
                visits.append(String.format(
                        Locale.ROOT,
                        "%d,%s,%s,%s,%s%n",
                        ++visit,
                        i == 2 && place == 0 ? person.number() + "?" : person.number(),
                        person.name(),
                        person.remark(),
                        i == 1 && place == 4 ? "0" : "12.00"));
            }
            letters.append("{\"letter\": %d, \"number\": \"%s\", \"body\": \"%s\"}%n"
                    .formatted(place, person.number(), person.numbers()));
        }
        CanaryPeople.Person first = people.get(0);
        visits.append("no number,")
                .append(first.number())
                .append(",,")
                .append(first.remark())
                .append(",1.00\n");
        letters.append("{\"letter\": 99, \"body\": \"").append(first.remark()).append("\n");
        letters.append("{\"letter\": \"").append(first.name()).append("\"}\n");
        write("raw/people.csv", registry.toString().getBytes(GBK));
        write("raw/visits.csv", visits.toString());
        write("raw/letters.ndjson", letters.toString());
    }

    /** Two people of one name and one number. */
    void deliverTwins() throws IOException {
        CanaryPeople.Person one = canaries.people().get(0);
        write(
                "raw/people.csv",
                ("number,name,identity,mobile,card,email,address,born,weight,note\n"
                                + line(one, one.mobile(), "50.00")
                                + line(one, one.mobile(), "51.00"))
                        .getBytes(GBK));
    }

    /** An archive that ends in the middle of a canary. */
    void deliverHalfAnArchive() throws IOException {
        byte[] whole = MiniWorkspace.gzip("visit,number,doctor,remark,cost\n1,a,b,"
                + canaries.people().get(0).remark() + ",1\n");
        Files.delete(root.resolve("raw/visits.csv"));
        write("raw/visits.csv.gz", Arrays.copyOf(whole, whole.length - 12));
    }

    private static String line(CanaryPeople.Person person, String mobile, String weight) {
        return String.join(
                        ",",
                        person.number(),
                        person.name(),
                        person.identity(),
                        mobile,
                        person.card(),
                        person.email(),
                        person.address(),
                        // no day that several have: their shifts would show
                        LocalDate.of(1984, 4, 12)
                                .plusDays(Math.floorMod(person.number().hashCode(), 9_000))
                                .toString(),
                        weight,
                        person.remark())
                + "\n";
    }

    private void write(String file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String file, byte[] content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, content);
    }
}
