package dev.weir.jobs.engine.read.vcf;

import static dev.weir.jobs.engine.read.vcf.VcfLines.TEXT;
import static dev.weir.jobs.engine.read.vcf.VcfLines.WHOLE;
import static dev.weir.jobs.engine.read.vcf.VcfLines.column;
import static dev.weir.jobs.engine.read.vcf.VcfLines.listOf;
import static dev.weir.jobs.engine.read.vcf.VcfLines.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.Conformance;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files by which EBI's vcf-validator is tested: those that pass are read, and those whose bodies fail are not. */
@Tag("conformance")
class VcfConformanceTest {

    private static final ReadSpec SPEC = spec(
            column("CHROM", TEXT),
            column("POS", WHOLE),
            column("ID", listOf(TEXT)),
            column("REF", TEXT),
            column("ALT", listOf(TEXT)),
            column("QUAL", TEXT),
            column("FILTER", listOf(TEXT)));

    /** Records that are the same variant twice: what all rows together may be, rules say. */
    private static final String SAME_TWICE = "failed_body_duplicated";

    private static List<SourceFile> files(String folder, String pattern) {
        List<SourceFile> files = new ArrayList<>();
        for (String version : List.of("v4.1", "v4.2")) {
            files.addAll(SourceFiles.list(
                    new Configuration(),
                    Conformance.folder("data/vcf/" + version + "/" + folder).toString(),
                    pattern));
        }
        return files;
    }

    private static FileFindings findings(SourceFile file) {
        return RawFolder.survey(file, VcfLines.FORMAT, 1 << 20)
                .findings(SPEC.columns())
                .files()
                .get(0);
    }

    @Test
    void allThatPassIsRead() {
        List<SourceFile> files = files("passed", "*.vcf");
        assertThat(files).hasSize(50);
        for (SourceFile file : files) {
            assertThat(findings(file).hint()).as(file.path()).isEmpty();
            assertThat(RawFolder.details(SPEC, file)).as(file.path()).isEmpty();
        }
    }

    @Test
    void noBodyThatFailsIsReadWhole() {
        List<String> whole = new ArrayList<>();
        for (SourceFile file : files("failed", "failed_body_*.vcf")) {
            if (findings(file).isEmpty() && RawFolder.details(SPEC, file).isEmpty()) {
                whole.add(file.name());
            }
        }
        assertThat(whole).hasSize(6).allMatch(name -> name.startsWith(SAME_TWICE));
    }

    @Test
    void noFileWithoutASoundBeginningIsRead() {
        List<SourceFile> files = files("failed", "failed_{fileformat,header}_*.vcf");
        assertThat(files).hasSize(8);
        for (SourceFile file : files) {
            assertThat(findings(file).differences().missing()).as(file.path()).isNotEmpty();
        }
    }
}
