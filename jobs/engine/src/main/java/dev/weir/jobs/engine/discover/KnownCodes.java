package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which of the forms of codes that were asked for an identifier's column has. A form that several of its codes have, such as the
 * number of the study in front of each, tells none of them. What parts of the rows have adds up.
 */
public final class KnownCodes implements Serializable {

    /** One code may be written in a few ways within its own column. */
    private static final int MOST_CODES = 3;

    private final Map<Long, Set<Long>> codes = new HashMap<>();

    KnownCodes() {}

    /** Those of some columns, by their places. */
    static List<KnownCodes> of(Dataset<Row> rows, List<Integer> columns, Set<Long> asked) {
        JavaRDD<List<KnownCodes>> parts = rows.toJavaRDD()
                .mapPartitions(part -> List.of(of(part, columns, asked)).iterator());
        return parts.getNumPartitions() == 0 ? none(columns) : parts.treeReduce(KnownCodes::plus);
    }

    private static List<KnownCodes> of(Iterator<Row> rows, List<Integer> columns, Set<Long> asked) {
        List<KnownCodes> known = none(columns);
        while (rows.hasNext()) {
            Row row = rows.next();
            for (int i = 0; i < columns.size(); i++) {
                Object value = row.get(columns.get(i));
                if (value != null) {
                    known.get(i).add(CodeForms.of(value.toString()), asked);
                }
            }
        }
        return known;
    }

    private static List<KnownCodes> none(List<Integer> columns) {
        return new ArrayList<>(columns.stream().map(each -> new KnownCodes()).toList());
    }

    private static List<KnownCodes> plus(List<KnownCodes> one, List<KnownCodes> other) {
        for (int i = 0; i < one.size(); i++) {
            KnownCodes sum = one.get(i);
            other.get(i)
                    .codes
                    .forEach((form, codes) -> sum.codes
                            .computeIfAbsent(form, first -> new HashSet<>())
                            .addAll(codes));
        }
        return one;
    }

    void add(CodeForms code, Set<Long> asked) {
        add(code.exact(), code, asked);
        code.whole().forEach(form -> add(form, code, asked));
        code.within().forEach(form -> add(form, code, asked));
        code.padded().forEach(form -> add(form, code, asked));
        code.numbers().forEach(form -> add(form, code, asked));
    }

    private void add(long form, CodeForms code, Set<Long> asked) {
        if (asked.contains(form)) {
            Set<Long> known = codes.computeIfAbsent(form, first -> new HashSet<>());
            if (known.size() <= MOST_CODES) {
                known.add(code.plain());
            }
        }
    }

    /** Whether a text, such as what a column is called, is one of the codes, however it is written. */
    public boolean hasCode(String text) {
        return hasAnyhow(CodeForms.of(text));
    }

    boolean hasAnyhow(CodeForms forms) {
        return has(forms.exact())
                || forms.whole().stream().anyMatch(this::has)
                || forms.within().stream().anyMatch(this::has);
    }

    /** Adds the forms of a text, by which {@link #hasCode} knows it. */
    public static void addForms(String text, Set<Long> asked) {
        CodeForms.of(text).addTo(asked);
    }

    boolean has(long form) {
        Set<Long> known = codes.get(form);
        return known != null && known.size() <= MOST_CODES;
    }
}
