package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.spark.read.ParquetRead;
import dev.weir.jobs.spark.read.ReadCounter;
import dev.weir.jobs.spark.read.ReadSpec;
import dev.weir.jobs.spark.read.SourceFile;
import dev.weir.jobs.spark.read.SourceFiles;
import dev.weir.jobs.spark.read.SourceSurvey;
import dev.weir.jobs.spark.read.StrictRead;
import dev.weir.jobs.spark.read.SurveyedFile;
import dev.weir.jobs.spark.read.UnreadableSourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Finds a plan's source files and surveys them. */
final class SourceInputs {

    private final SparkSession spark;
    private final Workspace workspace;
    private final BiPredicate<String, String> wanted;

    SourceInputs(SparkSession spark, Workspace workspace) {
        this(spark, workspace, (source, file) -> true);
    }

    /** @param wanted whether a source's file is read, by the source's name and the file's */
    SourceInputs(SparkSession spark, Workspace workspace, BiPredicate<String, String> wanted) {
        this.spark = spark;
        this.workspace = workspace;
        this.wanted = wanted;
    }

    /**
     * Every source table of the plan, in its order.
     *
     * @throws dev.weir.contracts.ProblemsException with each source that has no file (S001) or a file that cannot be read
     *     (S002)
     */
    List<SourceInput> survey(Plan plan) {
        Problems problems = new Problems();
        List<SourceInput> inputs = new ArrayList<>();
        for (SourceRead read : plan.reads()) {
            try {
                survey(read, problems).ifPresent(inputs::add);
            } catch (UnreadableSourceException e) {
                problems.add(unreadable(e, read));
            }
        }
        problems.throwIfAny();
        return inputs;
    }

    private Optional<SourceInput> survey(SourceRead read, Problems problems) {
        List<SourceFile> files = files(read.source(), read.table()).stream()
                .filter(file -> wanted.test(read.name(), file.name()))
                .toList();
        if (files.isEmpty()) {
            problems.add(missing(read));
            return Optional.empty();
        }
        if (read.source().format() == Source.FileFormat.PARQUET) {
            ParquetRead parquet = ParquetRead.of(spark, files, SourceSpecs.columns(read), SourceSpecs.onMissing(read));
            return Optional.of(new SourceInput(
                    read,
                    parquet.files().stream().map(SourceInputs::fact).toList(),
                    parquet.findings(),
                    parquet::rows,
                    Optional.empty()));
        }
        ReadSpec spec = SourceSpecs.of(read);
        SourceSurvey survey = SourceSurvey.of(spark, files, spec.format());
        ReadCounter counter = ReadCounter.registered(spark);
        return Optional.of(new SourceInput(
                read,
                survey.files().stream().map(SourceInputs::fact).toList(),
                survey.findings(spec.columns()),
                () -> StrictRead.rows(spark, spec, survey, counter),
                Optional.of(counter)));
    }

    /** The files of a source's table, sorted; none where nothing is there. */
    List<SourceFile> files(Source source, Table table) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        String location = source.location();
        String pattern = table.making().match(new Table.Making.Cases<String>() {
            @Override
            public String files(Table.Files files) {
                return files.pattern().orElse("");
            }

            @Override
            public String query(Table.Query query) {
                return "";
            }
        });
        boolean elsewhere = location.contains("://") || location.startsWith("/");
        // Below the workspace, files are named from its root: as people see them.
        return elsewhere
                ? SourceFiles.list(configuration, location, pattern)
                : SourceFiles.list(
                        configuration,
                        // Hadoop takes a text as it is, percent signs included.
                        new Path(workspace.root().toUri()).toString(),
                        pattern.isEmpty() ? location : location + "/" + pattern);
    }

    private static SourceCount.SourceFile fact(SurveyedFile file) {
        return new SourceCount.SourceFile(
                file.file().name(),
                file.file().bytes(),
                Instant.ofEpochMilli(file.file().modifiedMillis()).toString(),
                file.sha256());
    }

    private static Problem unreadable(UnreadableSourceException failure, SourceRead read) {
        return new Problem(
                Code.SOURCE_UNREADABLE,
                read.table().place(),
                "Source '" + read.name() + "' cannot be read",
                String.valueOf(failure.getMessage()),
                "fetch or repair the file, then run again; the tables are as they were");
    }

    private static Problem missing(SourceRead read) {
        return new Problem(
                Code.SOURCE_MISSING,
                read.table().place(),
                "No file of source '" + read.name() + "' is there",
                "nothing matches '" + read.source().location() + "' with the table's pattern",
                "see whether the ETL has delivered, or correct the contract's server");
    }
}
