package dev.weir.contracts.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PersonTest {

    /** No text with a letter beyond ASCII is anybody's name, so none passes for another. */
    @Property
    void namesAreOfAsciiAlone(@ForAll String text) {
        Person.of(text)
                .ifPresent(person -> assertThat(person.name())
                        .matches("[\\x21-\\x7e]+")
                        .isEqualTo(text.contains("@") ? text.strip().toLowerCase(Locale.ROOT) : text.strip()));
    }

    @Property
    void capitalsOfAnAddressTellNobodyApart(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
        Person small = new Person(name.toLowerCase(Locale.ROOT) + "@example.org");
        Person large = new Person(name.toUpperCase(Locale.ROOT) + "@EXAMPLE.ORG");
        assertThat(large).isEqualTo(small);
        assertThat(new Person(name).mayBe(new Person(name.toUpperCase(Locale.ROOT))))
                .isTrue();
    }

    @Test
    void loginsAreTheirAccounts() {
        assertThat(new Person("Wang")).isNotEqualTo(new Person("wang"));
        assertThat(Person.of("wang").orElseThrow().isAddress()).isFalse();
        assertThat(Person.of("a@b@c")).isEmpty();
        assertThat(Person.of("王伟")).isEmpty();
        assertThat(Person.of("")).isEmpty();
    }
}
