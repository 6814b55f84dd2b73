package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.text.TextMask;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How coarse a generalised value is. */
public sealed interface Generalisation {

    /** Its word in files. */
    String word();

    /** What it makes groups of. */
    Groups groups();

    /** The function on text, for one thread; what is not understood becomes the code. */
    TextMask open(byte[] code);

    /** As a person would say it, such as {@code bands of 5, 90+}. */
    default String inWords() {
        return word();
    }

    /**
     * Whether each of its groups is made of whole groups of the other. A coarser one reads what the other has made, and answers
     * as it would of the value.
     */
    boolean isAtLeastAsCoarseAs(Generalisation other);

    /**
     * The period that a date or a moment lies in, in ISO 8601: {@code 2024}, {@code 2024-Q1} or {@code 2024-02}.
     *
     * @param unit its length
     */
    record Period(Unit unit) implements Generalisation {
        @Override
        public String word() {
            return unit.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Groups groups() {
            return new Groups(
                    "a " + word(),
                    "dates, timestamps and text",
                    List.of(DataType.Text.class, DataType.Date.class, DataType.Timestamp.class));
        }

        @Override
        public TextMask open(byte[] code) {
            return new PeriodMask(unit, code);
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Period period && unit.compareTo(period.unit) >= 0;
        }

        /** How long a period is. */
        public enum Unit {
            MONTH,
            QUARTER,
            YEAR
        }
    }

    /**
     * The band that an age lies in, such as {@code 35-39}; {@code 90+} from the top on (GB/T 39725-2020 10.2).
     *
     * @param width years in a band, at least 2
     * @param top where the open band begins
     */
    record Band(int width, int top) implements Generalisation {
        static final String WORD = "band";

        public Band {
            if (width < 2 || top < width) {
                throw new IllegalArgumentException("Bands of " + width + " up to " + top + " hide nothing");
            }
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Groups groups() {
            return new Groups(
                    "a band",
                    "numbers and text",
                    List.of(DataType.Text.class, DataType.Int64.class, DataType.Decimal.class, DataType.Real.class));
        }

        @Override
        public TextMask open(byte[] code) {
            return new BandMask(this, code);
        }

        @Override
        public String inWords() {
            return "bands of " + width + ", " + top + "+";
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Band band && begins().allMatch(band::begins);
        }

        /** The ages with which its bands begin, but for 0. */
        private IntStream begins() {
            int end = Math.min(top, BandMask.OLDEST + 1);
            return IntStream.concat(IntStream.iterate(width, age -> age < end, age -> age + width), IntStream.of(end));
        }

        private boolean begins(int age) {
            return age > BandMask.OLDEST || age == top || (age < top && age % width == 0);
        }
    }

    /**
     * The leading parts of an address.
     *
     * @param level the finest part that stays
     */
    record Area(Level level) implements Generalisation {
        @Override
        public String word() {
            return level.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Groups groups() {
            return new Groups("an area", "text", List.of(DataType.Text.class));
        }

        @Override
        public TextMask open(byte[] code) {
            return new AreaMask(level, code);
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Area area && level.compareTo(area.level) >= 0;
        }

        /** Parts of an address in China, from the finest. */
        public enum Level {
            DISTRICT,
            CITY,
            PROVINCE
        }
    }

    /**
     * The group that a code belongs to: its first characters, such as {@code E11} of {@code E11.9}.
     *
     * @param characters that stay, at least 1
     */
    record Parent(int characters) implements Generalisation {
        static final String WORD = "parent";

        public Parent {
            if (characters < 1) {
                throw new IllegalArgumentException("A group of codes has at least 1 character");
            }
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Groups groups() {
            return new Groups("its parent", "text", List.of(DataType.Text.class));
        }

        @Override
        public TextMask open(byte[] code) {
            return new ParentMask(characters, code);
        }

        @Override
        public String inWords() {
            return characters + " characters";
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Parent parent && characters <= parent.characters;
        }
    }

    /**
     * The bin that a number lies in, such as {@code [40,60)}.
     *
     * @param width of each bin, above 0; 0 is the lower edge of one
     */
    record Bin(BigDecimal width) implements Generalisation {
        static final String WORD = "bin";

        public Bin {
            if (width.signum() <= 0) {
                throw new IllegalArgumentException("A bin is wider than 0");
            }
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Groups groups() {
            return new Groups(
                    "a bin", "numbers", List.of(DataType.Int64.class, DataType.Decimal.class, DataType.Real.class));
        }

        @Override
        public TextMask open(byte[] code) {
            return new BinMask(width, code);
        }

        @Override
        public String inWords() {
            return "bins of " + width.toPlainString();
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Bin bin && width.remainder(bin.width).signum() == 0;
        }
    }

    /**
     * The groups of values that become one.
     *
     * @param one of them, in words
     * @param said the types that have such groups, in words
     * @param types those types
     */
    record Groups(String one, String said, List<Class<? extends DataType>> types) {}
}
