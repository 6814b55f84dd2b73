package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.quality.RowPredicates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packs that come with Weir tell good values from bad ones, as Spark judges them. */
@ExtendWith(SparkFixture.class)
class PacksIT {

    /** By column: values that are right, then values that are wrong. */
    private static final Map<String, List<List<String>>> VALUES = new LinkedHashMap<>();

    private static void values(String column, List<String> right, List<String> wrong) {
        VALUES.put(column, List.of(right, wrong));
    }

    static {
        values("person", List.of("11010519491231002X"), List.of("110105194912310021", "x"));
        values("mobile", List.of("13800138000", "+86 13912345678"), List.of("12345678901", "010-12345678"));
        values("credit", List.of("91110000802100433B"), List.of("911100008021004330", "91110000802100433b"));
        values("card", List.of("6222021234567890128"), List.of("6222021234567890123", "1234"));
        values("who", List.of("I10", "E11.9", "A17.0†", "M80.08"), List.of("i10", "I10.", "10", "diabetes", "I10\n"));
        values("cn", List.of("I10.x00", "A00.000", "I10.x00x002"), List.of("I10", "I10.x0", "I10.x00x02"));
        values("loinc", List.of("2160-0", "718-7"), List.of("2160-1", "creatinine"));
        values("unit", List.of("mg/dL", "mm[Hg]", "10*3/uL"), List.of("mg / dL", "mm[Hg", "毫克"));
        values(
                "smiles",
                List.of("CC(=O)Oc1ccccc1C(=O)O", "[Na+].[Cl-]", "C/C=C\\C"),
                List.of("CC(=O", "C[C", "aspirin!", ""));
        values("dna", List.of("ACGTN", "acgt-n"), List.of("ACGU", "AC GT", ""));
        values("rna", List.of("ACGUN"), List.of("ACGT"));
        values("protein", List.of("MKWVTFISLL*", "ACDEFX-"), List.of("MK1", "MK V"));
        values("chrom", List.of("chr1", "X", "HLA*01", "$a"), List.of("*", "<1>", "chr 1", "=x"));
        values("pos", List.of("0", "12345"), List.of("-1"));
        values("ref", List.of("A", "acgtn"), List.of("R", "-", ""));
        values(
                "alt",
                List.of("C", "G,T", "*", "<DEL>", "G]17:198982]", ".A"),
                List.of("A", "a", "C,", "<DEL", "X", "C;G"));
    }

    private static final String USES = """
        contract: p.t
        use:
          - { pack: identity-cn, with: { identity_number: person, mobile: mobile, social_credit_code: credit, bank_card: card } }
          - { pack: icd-10, with: { who: who, cn: cn } }
          - { pack: loinc, with: { code: loinc } }
          - { pack: ucum, with: { unit: unit } }
          - { pack: smiles, with: { smiles: smiles } }
          - packs/sequences
          - vcf-basics
        """;

    @TempDir
    private Path folder;

    @Test
    void tellRightValuesFromWrongOnes(SparkSession spark) throws IOException {
        List<Rule> rules = rules();
        List<Row> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        VALUES.forEach((column, both) -> {
            both.get(0).forEach(value -> add(column, value, "right ", rows, names));
            both.get(1).forEach(value -> add(column, value, "wrong ", rows, names));
        });
        Dataset<Row> table = spark.createDataFrame(rows, schema());
        List<Row> failing = table.select(RowPredicates.failing(rules, table).toArray(new Column[0]))
                .collectAsList();
        for (int i = 0; i < rows.size(); i++) {
            List<String> failed = new ArrayList<>();
            for (int rule = 0; rule < rules.size(); rule++) {
                if (failing.get(i).getBoolean(rule)) {
                    failed.add(rules.get(rule).id());
                }
            }
            assertThat(failed.isEmpty())
                    .as(names.get(i) + " " + failed)
                    .isEqualTo(names.get(i).startsWith("right"));
        }
    }

    @Test
    void passNull(SparkSession spark) throws IOException {
        List<Rule> rules = rules();
        assertThat(rules).hasSize(17);
        Dataset<Row> table = spark.createDataFrame(List.of(RowFactory.create(new Object[VALUES.size()])), schema());
        Row verdicts = table.select(RowPredicates.failing(rules, table).toArray(new Column[0]))
                .head();
        for (int i = 0; i < rules.size(); i++) {
            assertThat(verdicts.getBoolean(i)).as(rules.get(i).id()).isFalse();
        }
    }

    /** A row with one value in it, beside the reference allele A. */
    private static void add(String column, String value, String kind, List<Row> rows, List<String> names) {
        Object[] row = new Object[VALUES.size()];
        int at = 0;
        for (String name : VALUES.keySet()) {
            String here = name.equals(column) ? value : name.equals("ref") ? "A" : null;
            row[at++] = here != null && name.equals("pos") ? (Object) Long.valueOf(here) : here;
        }
        rows.add(RowFactory.create(row));
        names.add(kind + column + " '" + value + "'");
    }

    private static StructType schema() {
        StructType schema = new StructType();
        for (String name : VALUES.keySet()) {
            schema = schema.add(name, name.equals("pos") ? DataTypes.LongType : DataTypes.StringType);
        }
        return schema;
    }

    private List<Rule> rules() throws IOException {
        StringBuilder columns = new StringBuilder();
        for (String name : VALUES.keySet()) {
            columns.append("      - { name: ").append(name).append(", classification: NONE, logicalType: ");
            columns.append(name.equals("pos") ? "integer" : "string").append(" }\n");
        }
        String contract = """
            apiVersion: v3.1.0
            kind: DataContract
            id: %s
            version: 1.0.0
            status: active
            %sschema:
              - name: t
                properties:
            %s\
            """;
        write("weir.yaml", """
            workspace: w
            profiles: { laptop: { catalogue: { type: sqlite } } }
            law: { pack: cn-2026-01 }
            """);
        String server = "servers: [ { server: s, type: local, path: raw, format: csv } ]\n";
        write("contracts/raw/t.odcs.yaml", contract.formatted("raw.t", server, columns));
        write(
                "contracts/p/t.odcs.yaml",
                contract.formatted("p.t", "", columns)
                        .replaceFirst("string }", "string, transformSourceObjects: [ raw.t ] }"));
        write("contracts/p/p.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: p
            version: 1.0.0
            status: active
            customProperties: [ { property: weirAudience, value: enclave } ]
            outputPorts: [ { name: t, version: 1.0.0, contractId: p.t } ]
            """);
        write("quality-rules/p.yaml", USES);
        Workspace workspace = WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
        return workspace.product("p").orElseThrow().rules().stream()
                .filter(rule -> rule.check() instanceof Rule.Row)
                .toList();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
