package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.stream.IntStream;

/** How coarse a generalised value is. */
public sealed interface Generalisation {

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

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
        public Period {
            requireNonNull(unit, "unit");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.period(this);
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
        public Band {
            if (width < 2 || top < width) {
                throw new IllegalArgumentException("Bands of " + width + " up to " + top + " hide nothing");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.band(this);
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
        public Area {
            requireNonNull(level, "level");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.area(this);
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
        public Parent {
            if (characters < 1) {
                throw new IllegalArgumentException("A group of codes has at least 1 character");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parent(this);
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
        public Bin {
            if (width.signum() <= 0) {
                throw new IllegalArgumentException("A bin is wider than 0");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bin(this);
        }

        @Override
        public boolean isAtLeastAsCoarseAs(Generalisation other) {
            return other instanceof Bin bin && width.remainder(bin.width).signum() == 0;
        }
    }

    /** One answer for each way. */
    interface Cases<R> {
        R period(Period to);

        R band(Band to);

        R area(Area to);

        R parent(Parent to);

        R bin(Bin to);
    }
}
