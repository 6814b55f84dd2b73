package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product of variants, by the commands that people type; and no name of a sample in what these say. */
@ExtendWith(SparkFixture.class)
class VcfRunIT extends WorkspaceCommands {
    private static final List<String> PEOPLE = List.of("张秀兰", "WANG_LEI");

    private static final String COLUMNS = """
        - { name: chrom, physicalName: CHROM, logicalType: string, classification: NONE }
        - { name: pos, physicalName: POS, logicalType: integer, classification: NONE }
        - { name: ref, physicalName: REF, logicalType: string, classification: NONE }
        - { name: alt, physicalName: ALT, logicalType: array, items: { logicalType: string }, classification: NONE }
        - { name: quality, physicalName: QUAL, logicalType: number, classification: NONE }
        - { name: depth, physicalName: INFO/DP, logicalType: integer, classification: NONE }
        - { name: is_known, physicalName: INFO/DB, logicalType: boolean, classification: NONE }
        - { name: genotypes, physicalName: FORMAT/GT, logicalType: array, items: { logicalType: string }, classification: NONE }
        """;

    private static final String RELEASED = """
        - { name: chrom, logicalType: string, primaryKey: true, primaryKeyPosition: 1, classification: NONE }
        - { name: pos, logicalType: integer, primaryKey: true, primaryKeyPosition: 2, classification: NONE }
        - { name: alleles, logicalType: string, classification: NONE }
        - { name: depth, logicalType: integer, classification: NONE }
        - { name: is_known, logicalType: boolean, classification: NONE }
        - { name: homozygous, logicalType: integer, classification: NONE }
        """;

    @BeforeEach
    void workspace() throws IOException {
        OneTableWorkspace.create(folder, "genome", "variants")
                .source(
                        "{ server: files, type: local, environment: laptop, path: \"raw/*.vcf\", format: vcf }",
                        0.6,
                        COLUMNS)
                .table("""
                    SELECT chrom, pos, concat(ref, '>', array_join(alt, ',')) AS alleles, depth, is_known,
                      CAST(size(filter(genotypes, g -> g = '1/1')) AS BIGINT) AS homozygous
                    FROM raw.variants
                    """, RELEASED)
                .write("raw/cohort.vcf", """
            ##fileformat=VCFv4.2
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t张秀兰\tWANG_LEI
            1\t100\trs1\tA\tC,G\t50\tPASS\tDP=7;DB;MQ=60\tGT\t1/1\t0/2
            1\t200\trs2\tA\tC\t50\tPASS\tDP=many\tGT\t1/1\t0/1
            1\t300\trs3\tA\tC\t50\tPASS\tDP=9\tGT\t1/1\t1/3
            2\t50\t.\tAT\tA\t.\tPASS\t.\tGT\t0/0\t1/1
            2\t40\t.\tA\tG\t.\tPASS\t.\tGT\t0/0\t1/1
            """);
    }

    @Tag("slow")
    @Test
    void isValidatedCheckedAndReleased() throws Exception {
        List<String> said = new ArrayList<>();
        said.add(weir(0, "validate"));

        String run = weir(0, "run", "genome");
        said.add(run);
        said.add(report());
        assertThat(run).contains("Released genome@1: 2 rows, 0 quarantined, 3 records unreadable");
        assertThat(report()).as("a key that no column reads").contains("INFO/MQ");

        String quarantine = quarantine("genome");
        said.add(quarantine);
        assertThat(quarantine)
                .contains("raw/cohort.vcf")
                .contains("not an integer")
                .contains("no genotype, or with an allele that the record lacks, in sample 2")
                .contains("POS is smaller than in the record before it");

        String rows = weir(0, "read", "genome.variants@1", "--output", "csv");
        said.add(rows);
        assertThat(rows).contains("1,100,\"A>C,G\",7,true,1").contains("2,50,AT>A,,false,1");

        said.add(weir(0, "check", "genome"));
        assertThat(said).allSatisfy(text -> assertThat(PEOPLE).noneMatch(text::contains));
    }

    @Test
    void aHeaderThatIsMalformedHoldsTheRunAndSaysWhere() throws IOException {
        Path file = folder.resolve("raw/cohort.vcf");
        Files.writeString(file, Files.readString(file).replace("Number=0", "Number=none"));
        WeirProcess.Ended ended = WarmCommands.weir("run", "genome", "-w", folder.toString());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out() + ended.err())
                .contains("cohort.vcf")
                .contains("line 3: the definition ##INFO is malformed: its Number is neither a number nor A, R, G or .")
                .doesNotContain("at dev.weir");
    }
}
