package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.file.FirstBytes;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A file, and how it seems to be written. */
public final class FoundFile implements Serializable {

    /** What people call the texts beside their data. */
    private static final Pattern PROSE = Pattern.compile(
            "(?i)(?:read[ _.-]?me|about|licen[cs]e|copying|notice|authors|changes|change[ _-]?log|说明|使用说明|数据说明)(?:\\.(?:txt|md|rst|log))?");

    private final SourceFile file;
    private final @Nullable Layout layout;
    private final String unknown;

    private FoundFile(SourceFile file, @Nullable Layout layout, String unknown) {
        this.file = file;
        this.layout = layout;
        this.unknown = unknown;
    }

    /** A file that is written so. */
    public static FoundFile of(SourceFile file, Layout layout) {
        return new FoundFile(file, layout, "");
    }

    /** Looks at each file, in one Spark job; of a workbook each sheet is found. */
    public static List<FoundFile> in(SparkSession spark, List<SourceFile> files) {
        return SourceSurvey.eachOf(spark, files, FoundFile::of).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<FoundFile> of(Configuration configuration, SourceFile file) {
        if (file.bytes() == 0) {
            return List.of(new FoundFile(file, null, "is empty"));
        }
        try {
            List<Layout> layouts = FormatReaders.installed().layouts(configuration, file);
            return layouts.isEmpty()
                    ? List.of(new FoundFile(file, null, unknown(configuration, file)))
                    : layouts.stream().map(layout -> ofData(file, layout)).toList();
        } catch (UnreadableSourceException e) {
            return List.of(new FoundFile(file, null, e.problem()));
        } catch (OutOfMemoryError e) { // the others are found all the same
            return List.of(new FoundFile(
                    file, null, UnreadableSourceException.outOfMemory(file).problem()));
        }
    }

    /** The same, where it is no text that people read. */
    private static FoundFile ofData(SourceFile file, Layout layout) {
        String sheet = layout.read().getOrDefault("sheet", "").replace("\"", "");
        String called = sheet.isEmpty() ? file.name().replaceFirst("^.*/", "") : sheet;
        boolean isText = layout.read().getOrDefault("header", "").equals("false")
                || layout.format().equals("fixed");
        return isText && PROSE.matcher(called).matches()
                ? new FoundFile(
                        file,
                        null,
                        (sheet.isEmpty() ? "is" : "has a sheet " + sheet + ", which is")
                                + " called as texts for people are, and has no line that names columns: give it another name if"
                                + " it is data")
                : of(file, layout);
    }

    private static String unknown(Configuration configuration, SourceFile file) {
        FirstBytes.check(file, SourceStreams.head(configuration, file, FirstBytes.LENGTH), StandardCharsets.UTF_8);
        return "is of no kind that is recognised: neither delimited text with as many fields in most lines, nor lines of one"
                + " width with places that are blank in all of them, nor JSON lines, Excel workbook, Parquet, ORC, Avro, VCF,"
                + " FASTA, SDF or data set of SAS; text of fixed width without such places needs a contract by hand, 'format: fixed'";
    }

    public SourceFile file() {
        return file;
    }

    /** How it is written; empty where no format recognises it. */
    public Optional<Layout> layout() {
        return Optional.ofNullable(layout);
    }

    /** Why it has no layout; empty where it has one. */
    public String unknown() {
        return unknown;
    }
}
