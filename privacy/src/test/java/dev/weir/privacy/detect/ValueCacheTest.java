package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueCacheTest {

    private static final long ONE = 0x9e3779b97f4a7c15L;

    @Test
    void knowsNothingAtFirst() {
        ValueCache known = new ValueCache();
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            assertThat(known.find(random.nextLong())).isNegative();
        }
    }

    @Test
    void tellsWhatWasKeptAndNothingElse() {
        ValueCache known = new ValueCache();
        Random random = new Random(4);
        Map<Long, ValueLeaks> kept = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            long hash = random.nextLong();
            ValueLeaks leaks = i % 3 == 0 ? ValueLeaks.NONE : leaks("somebody " + i % 50);
            known.keep(hash, leaks);
            kept.put(hash, leaks);
        }
        int found = 0;
        for (Map.Entry<Long, ValueLeaks> each : kept.entrySet()) {
            int code = known.find(each.getKey());
            if (code >= 0) {
                found++;
                assertThat(counted(known, code)).isEqualTo(each.getValue());
            }
            for (int bit = 0; bit < Long.SIZE; bit++) {
                long other = each.getKey() ^ (1L << bit);
                assertThat(known.find(other)).as("bit %s", bit).isEqualTo(-1);
            }
        }
        assertThat(found).isBetween(1400, 2000); // two of one place: the later one
    }

    /** What a value is counted as, alone and with the number of its values. */
    private static ValueLeaks counted(ValueCache known, int code) {
        List<ValueLeaks> told = new ArrayList<>();
        known.count(code, 2);
        known.count(code, 1);
        known.drain((leaks, times) -> {
            assertThat(times).isEqualTo(3);
            told.add(leaks);
        });
        known.drain((leaks, times) -> told.clear());
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    @Test
    void theLaterOneOfAPlaceStays() {
        ValueCache known = new ValueCache();
        long other = ONE ^ 1;
        known.keep(ONE, leaks("a"));
        known.keep(other, ValueLeaks.NONE);
        assertThat(known.find(ONE)).isNegative();
        assertThat(counted(known, known.find(other))).isSameAs(ValueLeaks.NONE);
    }

    @Test
    void whatIsToldInTooManyWaysIsForgottenAndNotMistaken() {
        ValueCache known = new ValueCache();
        Random random = new Random(5);
        long last = 0;
        for (int i = 0; i < 20_000; i++) {
            ValueLeaks leaks = leaks("somebody");
            leaks.weigh(i);
            last = random.nextLong();
            known.keep(last, leaks);
        }
        assertThat(known.find(last)).isNegative();
        known.keep(last, ValueLeaks.NONE);
        assertThat(known.find(last)).isZero();
    }

    private static ValueLeaks leaks(String text) {
        ValueLeaks leaks = new ValueLeaks(false, ValueLeaks.Phrase.OTHER);
        leaks.put(Optional.of(LeakKind.NAME), true, text);
        return leaks;
    }
}
