package dev.weir.contracts.roles;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What some people may do.
 *
 * @param may its acts
 * @param people who has it, by name
 * @param claims who has it besides: the holders of a token with one of these
 */
public record Role(String name, Set<Act> may, List<Person> people, List<String> claims) {

    public Role {
        may = may.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(may));
        people = List.copyOf(people);
        claims = List.copyOf(claims);
    }

    /** Whether a person of that name has it. */
    public boolean isOf(Person person) {
        return people.contains(person);
    }
}
