package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.settings.SessionSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What is known of a source's files before their records are read: size, time and hash for the release, and lines,
 * headers and parts for the readers.
 */
public record SourceSurvey(RecordFormat format, List<SurveyedFile> files) {
    private static final long SMALLEST_PART = 4L << 20;
    private static final long LARGEST_PART = 64L << 20;
    private static final int MOST_TASKS = 512;

    private static final long SAMPLE_PART = 64L << 10;
    private static final long MOST_SAMPLE_PARTS = 16_384;

    /** What a line may have, where its file is compressed and was not counted. */
    private static final long LINE_BYTES = 64;

    public SourceSurvey {
        files = List.copyOf(files);
    }

    /**
     * Reads every file once, as one Spark job whose result has a fixed size for each part of a file.
     *
     * @throws UnreadableSourceException if a file cannot be read, or changes
     */
    public static SourceSurvey of(SparkSession spark, List<SourceFile> files, RecordFormat format) {
        long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
        return of(spark, files, format, partBytes(bytes));
    }

    /**
     * As {@link #of(SparkSession, List, RecordFormat)}, in parts that are small and the same on every machine: for a sample.
     */
    public static SourceSurvey forSample(SparkSession spark, List<SourceFile> files, RecordFormat format) {
        long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
        return of(spark, files, format, Math.max(SAMPLE_PART, bytes / MOST_SAMPLE_PARTS));
    }

    /** With so many of the parts that about so many lines are in them: always the same ones of the same files. */
    public SourceSurvey sampled(long lines) {
        record Part(SurveyedFile file, FilePart part, long order) {}
        List<Part> parts = new ArrayList<>();
        for (SurveyedFile file : files) {
            for (FilePart part : file.parts()) {
                parts.add(new Part(file, part, order(file.file().name(), part.start())));
            }
        }
        parts.sort(Comparator.comparingLong(Part::order));
        Set<FilePart> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        double found = 0;
        for (Part each : parts) {
            if (found >= lines) {
                break;
            }
            chosen.add(each.part());
            double share = (double) (each.part().end() - each.part().start())
                    / Math.max(1, each.file().file().bytes());
            found += share
                    * (each.file().lines() == SurveyedFile.LINES_UNKNOWN
                            ? each.file().file().bytes() / LINE_BYTES
                            : each.file().lines());
        }
        return new SourceSurvey(
                format,
                files.stream()
                        .map(file -> new SurveyedFile(
                                file.file(),
                                file.sha256(),
                                file.lines(),
                                file.header(),
                                file.parts().stream().filter(chosen::contains).toList()))
                        .toList());
    }

    /** A hash, so that the parts that come first lie anywhere. */
    private static long order(String file, long start) {
        long hash = start;
        for (int i = 0; i < file.length(); i++) {
            hash = (hash ^ file.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        return hash ^ (hash >>> 29);
    }

    static SourceSurvey of(SparkSession spark, List<SourceFile> files, RecordFormat format, long partBytes) {
        return new SourceSurvey(
                format, eachOf(spark, files, (configuration, file) -> format.survey(configuration, file, partBytes)));
    }

    /**
     * The hash of each file's stored bytes, in the order given.
     *
     * @throws UnreadableSourceException if a file cannot be read, or changes
     */
    public static List<String> hashes(SparkSession spark, List<SourceFile> files) {
        return eachOf(spark, files, FileSurvey::hash);
    }

    /** The survey of a file in a task. */
    public interface OfFile<T> extends Serializable {
        T of(Configuration configuration, SourceFile file);
    }

    /** What is found of each file, in the order given: one Spark job. */
    public static <T> List<T> eachOf(SparkSession spark, List<SourceFile> files, OfFile<T> look) {
        if (files.isEmpty()) {
            return List.of();
        }
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sessionState().newHadoopConf());
        try {
            return JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(files, Math.min(files.size(), MOST_TASKS))
                    .map(file -> of(look, configuration.value(), file))
                    .collect();
        } catch (Exception e) {
            throw UnreadableSourceException.causing(e).orElseThrow(() -> new IllegalStateException(e));
        }
    }

    static <T> T of(OfFile<T> look, Configuration configuration, SourceFile file) {
        try {
            return look.of(configuration, file);
        } catch (RuntimeException e) {
            throw ReadPartition.named(file, e);
        } catch (OutOfMemoryError e) { // at an error Spark ends the process
            throw UnreadableSourceException.outOfMemory(file);
        } catch (StackOverflowError e) {
            throw new UnreadableSourceException(
                    file, "is damaged, or nested deeper than can be read.", "Fetch or write it again.");
        }
    }

    /**
     * How many bytes one task should read, so that many cores have work and no task is tiny. It depends on the files alone:
     * what a query gives may depend on how its input is cut, and has to be the same on every machine.
     */
    static long partBytes(long allBytes) {
        long share = allBytes / SessionSettings.PIECES + 1;
        return Math.min(LARGEST_PART, Math.max(SMALLEST_PART, share));
    }

    long bytes() {
        return files.stream().mapToLong(file -> file.file().bytes()).sum();
    }

    /** How the files' headers differ from the columns. */
    public SourceFindings findings(List<ReadColumn> columns) {
        return new SourceFindings(
                files.stream().map(file -> format.findings(file, columns)).toList());
    }
}
