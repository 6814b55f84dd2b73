package dev.weir.jobs.engine.internals;

import dev.weir.quality.evaluation.GuardedPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SignalUtils;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The one place that calls Spark classes which are public in bytecode but not part of Spark's API. A new Spark version is
 * first checked here.
 */
public final class SparkInternals {
    private SparkInternals() {}

    /**
     * Asks before the process ends by a signal; never twice for one signal that is being answered. Where the system has no such
     * signal, nothing is asked.
     *
     * @param signal such as {@code TERM}
     * @param answer whether the process need not end by itself; called in a thread of its own
     */
    public static void onSignal(String signal, BooleanSupplier answer) {
        SignalUtils.register(signal, () -> answer.getAsBoolean());
    }

    /** A session with the settings and functions of another one, as they are now, that goes its own way from here on. */
    public static SparkSession beside(SparkSession session) {
        return session.cloneSession();
    }

    /** The rows of a readable table that no catalogue knows. */
    public static Dataset<Row> rowsOf(SparkSession spark, Table table) {
        return Dataset.ofRows(spark, DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }

    /**
     * Runs a write of rows into a table that no catalogue need know.
     *
     * @param functions the catalogue whose functions the table's partitioning uses, when it is partitioned
     * @param rows in the table's schema
     */
    public static void append(SparkSession spark, Table table, Optional<CatalogPlugin> functions, Dataset<Row> rows) {
        DataSourceV2Relation relation =
                DataSourceV2Relation.create(table, Option.apply(functions.orElse(null)), Option.empty());
        Dataset.ofRows(
                spark,
                AppendData.byName(
                        relation, rows.queryExecution().logical(), new scala.collection.immutable.HashMap<>()));
    }

    /**
     * Expressions over columns, resolved, optimised and bound to the columns' positions, to be evaluated on a row
     * without a plan around it.
     *
     * @throws IllegalArgumentException when one of them needs more than the row, such as a subquery
     */
    public static List<Expression> bind(SparkSession spark, StructType columns, List<Column> expressions) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        // A frame over an RDD: the optimiser keeps its project as it is, and does not find out that it is empty.
        Dataset<Row> frame = spark.createDataFrame(spark.emptyDataFrame().javaRDD(), columns);
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            named.add(expressions.get(i).as("_bound_" + i));
        }
        LogicalPlan plan = GuardedPlan.of(frame.select(named.toArray(new Column[0])));
        if (!(plan instanceof Project project)
                || !(project.child() instanceof LogicalRDD leaf)
                || project.projectList().size() != expressions.size()
                || leaf.output().size() != columns.size()) {
            throw needsMoreThanTheRow();
        }
        List<Expression> bound = new ArrayList<>();
        for (NamedExpression expression : JavaConverters.seqAsJavaList(project.projectList())) {
            Expression meant = expression instanceof Alias alias ? alias.child() : (Expression) expression;
            if (SubqueryExpression.hasSubquery(meant)) {
                throw needsMoreThanTheRow();
            }
            bound.add(BindReferences.bindReference(meant, package$.MODULE$.AttributeSeq(leaf.output()), false));
        }
        return List.copyOf(bound);
    }

    private static IllegalArgumentException needsMoreThanTheRow() {
        return new IllegalArgumentException(
                "An expression needs more than the row at hand: no subquery, window or aggregate can stand in it");
    }

    /** Compiles bound expressions into a function of a row; the row it answers with is its own and used again. */
    public static MutableProjection project(List<Expression> bound) {
        return MutableProjection.create(JavaConverters.asScalaBuffer(bound).toSeq());
    }

    /**
     * A call of a public static function, as code in the plan: not called where an argument is NULL, which answers NULL.
     *
     * @param answer the type of what it gives
     * @param constant its first argument, which travels with the plan and shows in it as its {@code toString}
     * @param columns its other arguments
     */
    public static Column function(Class<?> type, String function, DataType answer, Object constant, Column... columns) {
        List<Expression> arguments = new ArrayList<>();
        arguments.add(new Literal(constant, ObjectType.apply(Object.class)));
        for (Column column : columns) {
            arguments.add(column.expr());
        }
        return new Column(new StaticInvoke(
                type,
                answer,
                function,
                JavaConverters.asScalaBuffer(arguments).toSeq(),
                JavaConverters.asScalaBuffer(new ArrayList<AbstractDataType>()).toSeq(),
                true,
                false,
                true));
    }

    /**
     * Spark's own way of writing a Parquet file, to be called from tasks.
     *
     * @param job whose configuration the tasks take along; what the writer needs is set in it
     * @param options of the Parquet writer, such as {@code compression}
     */
    public static OutputWriterFactory parquetWriter(
            SparkSession spark, Job job, StructType columns, Map<String, String> options) {
        SQLConf settings = spark.sessionState().conf();
        OutputWriterFactory factory =
                ParquetUtils.prepareWrite(settings, job, columns, new ParquetOptions(scalaMap(options), settings));
        // The one form with statistics in the footer, and the one that Delta's protocol allows.
        job.getConfiguration().set(SQLConf.PARQUET_OUTPUT_TIMESTAMP_TYPE().key(), "TIMESTAMP_MICROS");
        return factory;
    }

    /**
     * Opens a file in a task. Dates and timestamps are written as they are, on the calendar of ISO 8601, however far back
     * they lie.
     */
    public static OutputWriter openParquet(
            OutputWriterFactory factory, String path, StructType columns, TaskAttemptContext context) {
        SQLConf settings = new SQLConf();
        settings.setConfString(SQLConf.PARQUET_REBASE_MODE_IN_WRITE().key(), "CORRECTED");
        return SQLConf.withExistingConf(settings, () -> factory.newInstance(path, columns, context));
    }

    /**
     * A step of a task in which names that differ in upper and lower case alone are two. Spark's reader of Parquet by records
     * asks the session that runs the job, and not the one that planned the read.
     */
    public static <T> T tellingCaseApart(Supplier<T> step) {
        SQLConf settings = new SQLConf();
        SQLConf.get().settings().forEach(settings::setConfString); // a task's own cannot be cloned
        settings.setConfString(SQLConf.CASE_SENSITIVE().key(), "true");
        return SQLConf.withExistingConf(settings, step::get);
    }

    /** A path as Spark and Delta keep it in a log: escaped as in a URI. */
    public static String urlEncoded(String path) {
        return SparkPath.fromPathString(path).urlEncoded();
    }

    private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
        scala.collection.immutable.Map<String, String> result = new scala.collection.immutable.HashMap<>();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            result = result.updated(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** The rows of files that are known already, so that no folder is listed and no footer read before they are asked for. */
    public static Dataset<Row> rowsOf(SparkSession spark, FileIndex files, FileFormat format, StructType columns) {
        return spark.baseRelationToDataFrame(new HadoopFsRelation(
                files,
                files.partitionSchema(),
                columns.asNullable(),
                Option.empty(),
                format,
                scalaMap(Map.of()),
                spark));
    }

    public static Dataset<Row> rowsOf(SparkSession spark, LogicalPlan plan) {
        return Dataset.ofRows(spark, plan);
    }

    /** Rows as their own session plans them, for another session. */
    public static Dataset<Row> planned(SparkSession spark, Dataset<Row> rows) {
        return spark.internalCreateDataFrame(rows.queryExecution().toRdd(), rows.schema(), false);
    }

    /** All rows, fetched one partition at a time as the iterator comes to it; a row may be used again for the next. */
    public static Iterator<InternalRow> rowByRow(Dataset<Row> rows) {
        return JavaConverters.asJavaIterator(
                rows.queryExecution().executedPlan().executeToIterator());
    }

    /** The same as a set of partitions, for jobs that look at one of them; a row may be used again for the next. */
    public static RDD<InternalRow> partitions(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().execute();
    }

    /** The first rows that come to hand, from as few partitions as hold so many. */
    public static List<InternalRow> firstRows(Dataset<Row> rows, int count) {
        return List.of(rows.queryExecution().executedPlan().executeTake(count));
    }

    /** The column that Spark makes of a Parquet column; empty where it has no type for it. */
    public static Optional<StructField> fieldOf(Type parquetColumn) {
        // bytes are no text; old timestamps are timestamps; names keep their case; local times exist; nanoseconds do
        // not
        var converter = new ParquetToSparkSchemaConverter(false, true, true, true, false);
        try {
            return Optional.of(
                    converter.convert(new MessageType("one", parquetColumn)).fields()[0]);
        } catch (Exception e) {
            // the second for a DECIMAL of more digits than 38
            if (e instanceof AnalysisException || e instanceof SparkArithmeticException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
