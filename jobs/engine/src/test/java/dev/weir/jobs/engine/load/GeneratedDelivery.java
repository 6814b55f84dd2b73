package dev.weir.jobs.engine.load;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a product's tables, as the sources deliver them: {@code parents} and some tables of children.
 *
 * @param parents with {@code id} and {@code w}
 */
@NullUnmarked
public // NULL is a value here
record GeneratedDelivery(List<Parent> parents, List<List<Child>> tables) {

    public record Parent(long id, @Nullable Long w) {
        /** A steward's rule takes the others out. */
        boolean isIn() {
            return w == null || w >= 0;
        }
    }

    /**
     * A row of a child.
     *
     * @param text what the column {@code n} is cast from
     */
    public record Child(
            long id,
            @Nullable Long mother,
            @Nullable String g,
            @Nullable String h,
            @Nullable Long v,
            @Nullable BigDecimal x,
            @Nullable LocalDate day,
            @Nullable String word,
            @Nullable String code,
            @Nullable String text) {

        @Nullable
        public Long n() {
            return isNumber() && text != null ? Long.valueOf(text) : null;
        }

        public boolean isNumber() {
            return text == null || text.matches("-?[0-9]+");
        }
    }

    public static GeneratedDelivery of(long seed, int tables) {
        Random random = new Random(seed);
        List<Parent> parents = new ArrayList<>();
        for (long id = 0; id < 12; id++) {
            parents.add(new Parent(id, orNull(random, 0.1, () -> (long) random.nextInt(8) - 1)));
        }
        List<List<Child>> children = new ArrayList<>();
        for (int table = 0; table < tables; table++) {
            // of each second delivery one table is empty
            int rows = table == 1 && seed % 2 == 1 ? 0 : 1 + random.nextInt(60);
            double nulls = List.of(0.0, 0.1, 0.4).get(random.nextInt(3));
            double dirt = List.of(0.0, 0.05, 0.3).get(random.nextInt(3));
            List<Child> made = new ArrayList<>();
            for (long id = 0; id < rows; id++) {
                String g = orNull(random, nulls, () -> pick(random, "a", "b", "c"));
                made.add(new Child(
                        id,
                        orNull(random, nulls, () -> (long) random.nextInt(random.nextDouble() < dirt ? 16 : 12)),
                        g,
                        orNull(random, nulls, () -> random.nextDouble() < dirt ? pick(random, "x", "y") : g + g),
                        orNull(random, nulls, () -> (long) random.nextInt(10) - (random.nextDouble() < dirt ? 3 : 0)),
                        orNull(random, nulls, () -> BigDecimal.valueOf(random.nextInt(2000) - 500, 2)),
                        orNull(random, nulls, () -> LocalDate.of(2020, 1, 1).plusDays(random.nextInt(30))),
                        orNull(random, nulls, () -> pick(random, "ab", "abc", "q", "zz9", "long-word")),
                        orNull(random, nulls, () -> pick(random, "1", "22", "x3", "2026-01-05", "4.5", "-7", "true")),
                        orNull(random, nulls, () -> random.nextDouble() < dirt ? "12d" : "" + random.nextInt(9))));
            }
            children.add(made);
        }
        return new GeneratedDelivery(parents, children);
    }

    private static <T> @Nullable T orNull(Random random, double share, Supplier<T> value) {
        return random.nextDouble() < share ? null : value.get();
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    public List<Parent> parentsIn() {
        return parents.stream().filter(Parent::isIn).toList();
    }

    @Nullable
    public Parent parentOf(Child child) {
        Map<Long, Parent> byId = new HashMap<>();
        parentsIn().forEach(parent -> byId.put(parent.id(), parent));
        return child.mother() == null ? null : byId.get(child.mother());
    }

    /** The rows of a table that no rule takes out. */
    public List<Child> released(int table) {
        return tables.get(table).stream().filter(this::isIn).toList();
    }

    boolean isIn(Child child) {
        return child.isNumber()
                && (child.v() == null || child.v() >= 0)
                && (child.mother() == null || parentOf(child) != null);
    }

    public String parentsFile() {
        StringBuilder text = new StringBuilder("id,w\n");
        parents.forEach(parent -> text.append(parent.id())
                .append(',')
                .append(Objects.toString(parent.w(), ""))
                .append('\n'));
        return text.toString();
    }

    public String file(int table) {
        StringBuilder text = new StringBuilder("id,mother,g,h,v,x,day,word,code,text\n");
        for (Child child : tables.get(table)) {
            List<@Nullable Object> fields = new ArrayList<>();
            fields.add(child.id());
            fields.add(child.mother());
            fields.add(child.g());
            fields.add(child.h());
            fields.add(child.v());
            fields.add(child.x() == null ? null : child.x().toPlainString());
            fields.add(child.day());
            fields.add(child.word());
            fields.add(child.code());
            fields.add(child.text());
            for (int i = 0; i < fields.size(); i++) {
                text.append(i == 0 ? "" : ",").append(Objects.toString(fields.get(i), ""));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
