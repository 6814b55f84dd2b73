package dev.weir.jobs.engine.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which values all people of a day have, and those of other days have not. */
class ValueOfDayTest {

    private static final int DAYS = 200;
    private static final int PEOPLE = 60;

    private interface Value {
        Object of(int day, int person);
    }

    /** Some people come on each day, each with two rows, in two parts of the table. */
    private static boolean follows(int perDay, Value value) {
        Random random = new Random(7);
        List<long[]> rows = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < perDay; i++) {
                int person = random.nextInt(PEOPLE);
                long[] row = {
                    CodeForms.hash("d" + day),
                    CodeForms.hash("p" + person),
                    CodeForms.hash(String.valueOf(value.of(day, person)))
                };
                rows.add(row);
                rows.add(row);
            }
        }
        Collections.shuffle(rows, random);
        ValueOfDay first = new ValueOfDay();
        ValueOfDay second = new ValueOfDay();
        for (int i = 0; i < rows.size(); i++) {
            (i % 2 == 0 ? first : second).add(rows.get(i)[0], rows.get(i)[1], rows.get(i)[2]);
        }
        first.add(second);
        return first.follows();
    }

    @Test
    void lotsAndTemperaturesOfADayAreItsOwn() {
        assertThat(follows(3, (day, person) -> "LOT" + day)).isTrue();
        assertThat(follows(3, (day, person) -> "PLATE" + day / 4)).isTrue();
        assertThat(follows(3, (day, person) -> 180 + day * 37 % 60))
                .as("tenths of a degree")
                .isTrue();
    }

    @Test
    void whatPeopleOrMachinesHaveIsNoDays() {
        Random random = new Random(3);
        assertThat(follows(3, (day, person) -> person % 7)).as("of a person").isFalse();
        assertThat(follows(3, (day, person) -> random.nextInt(50)))
                .as("measured")
                .isFalse();
        assertThat(follows(3, (day, person) -> day + "/" + person))
                .as("of a visit")
                .isFalse();
        assertThat(follows(3, (day, person) -> "one")).as("one for all").isFalse();
        assertThat(follows(3, (day, person) -> day % 3))
                .as("three machines in turn")
                .isFalse();
        assertThat(follows(3, (day, person) -> "LOT" + day / 40))
                .as("lots of forty days")
                .isFalse();
        assertThat(follows(1, (day, person) -> "LOT" + day))
                .as("one person a day")
                .isFalse();
    }
}
