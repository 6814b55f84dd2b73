package dev.weir.jobs.engine.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A data file's statistics in the JSON of Delta's protocol (section Per-file Statistics), taken from its Parquet footer.
 * A bound that is in doubt is left out: readers then read the file.
 */
final class FooterStatistics {

    /** Characters of a text that go into a bound; Delta's own number. */
    private static final int PREFIX = 32;

    private static final String GREATEST_CHARACTER = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private FooterStatistics() {}

    static String json(Path file, Configuration configuration, StructType columns) throws IOException {
        List<BlockMetaData> blocks;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            blocks = reader.getFooter().getBlocks();
        }
        Map<String, Object> least = new LinkedHashMap<>();
        Map<String, Object> greatest = new LinkedHashMap<>();
        Map<String, Object> nulls = new LinkedHashMap<>();
        for (StructField field : columns.fields()) {
            Optional<Summary> summary = Summary.of(field.name(), blocks);
            if (summary.isEmpty()) {
                continue;
            }
            nulls.put(field.name(), summary.get().nulls);
            summary.get().bounds.ifPresent(bounds -> {
                Optional<Object> low = lower(bounds.genericGetMin(), field.dataType());
                Optional<Object> high = upper(bounds.genericGetMax(), field.dataType());
                if (low.isPresent() && high.isPresent()) {
                    least.put(field.name(), low.get());
                    greatest.put(field.name(), high.get());
                }
            });
        }
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put(
                "numRecords",
                blocks.stream().mapToLong(BlockMetaData::getRowCount).sum());
        statistics.put("minValues", least);
        statistics.put("maxValues", greatest);
        statistics.put("nullCount", nulls);
        return JSON.writeValueAsString(statistics);
    }

    private static Optional<Object> lower(Object value, DataType type) {
        if (type instanceof StringType) {
            return Optional.of(prefix(((Binary) value).toStringUsingUTF8()));
        }
        return exact(value, type);
    }

    private static Optional<Object> upper(Object value, DataType type) {
        if (type instanceof StringType) {
            String text = ((Binary) value).toStringUsingUTF8();
            String prefix = prefix(text);
            if (prefix.length() == text.length()) {
                return Optional.of(text);
            }
            // A text that goes on with the greatest character itself might be greater still.
            return text.startsWith(GREATEST_CHARACTER, prefix.length())
                    ? Optional.empty()
                    : Optional.of(prefix + GREATEST_CHARACTER);
        }
        return exact(value, type);
    }

    private static Optional<Object> exact(Object value, DataType type) {
        if (type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType) {
            return Optional.of(value);
        } else if (type instanceof DateType) {
            return Optional.of(LocalDate.ofEpochDay((Integer) value).toString());
        } else if (type instanceof DecimalType decimal) {
            BigInteger unscaled = value instanceof Binary bytes
                    ? new BigInteger(bytes.getBytes())
                    : BigInteger.valueOf(((Number) value).longValue());
            return Optional.of(new BigDecimal(unscaled, decimal.scale()));
        } else if (type instanceof DoubleType) {
            double number = (Double) value;
            return Double.isFinite(number) ? Optional.of(number + 0.0) : Optional.empty();
        } else if (type instanceof FloatType) {
            float number = (Float) value;
            return Float.isFinite(number) ? Optional.of(number + 0.0f) : Optional.empty();
        }
        // Delta cuts timestamps to milliseconds on its own terms; booleans, binary and nested values have no bounds.
        return Optional.empty();
    }

    private static String prefix(String text) {
        return text.codePointCount(0, text.length()) <= PREFIX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PREFIX));
    }

    /** One column over all row groups. */
    private static final class Summary {

        private final long nulls;
        private final Optional<Statistics<?>> bounds;

        private Summary(long nulls, Optional<Statistics<?>> bounds) {
            this.nulls = nulls;
            this.bounds = bounds;
        }

        /** Empty when the column is nested, or a row group does not tell its NULLs. */
        static Optional<Summary> of(String column, List<BlockMetaData> blocks) {
            long nulls = 0;
            boolean known = true;
            Statistics<?> all = null;
            for (BlockMetaData block : blocks) {
                Optional<Statistics<?>> found = statistics(column, block);
                if (found.isEmpty() || !found.get().isNumNullsSet()) {
                    return Optional.empty();
                }
                Statistics<?> part = found.get();
                nulls += part.getNumNulls();
                if (part.hasNonNullValue()) {
                    if (all == null) {
                        all = part.copy();
                    } else {
                        all.mergeStatistics(part);
                    }
                } else if (part.getNumNulls() < block.getRowCount()) {
                    known = false;
                }
            }
            return Optional.of(new Summary(nulls, known ? Optional.ofNullable(all) : Optional.empty()));
        }

        private static Optional<Statistics<?>> statistics(String column, BlockMetaData block) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                String[] path = chunk.getPath().toArray();
                if (path.length == 1 && path[0].equals(column)) {
                    return Optional.ofNullable(chunk.getStatistics());
                }
            }
            return Optional.empty();
        }
    }
}
