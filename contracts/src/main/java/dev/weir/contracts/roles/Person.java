package dev.weir.contracts.roles;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a person: an e-mail address, or the login of an account. ASCII alone, so that no letter passes for another; an
 * address is the same in capitals.
 *
 * @param name an address in small letters, or a login as it is
 */
public record Person(String name) {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

    public Person {
        if (!ADDRESS.matcher(name).matches() && !LOGIN.matcher(name).matches()) {
            throw new IllegalArgumentException("That is neither an e-mail address nor a login, in ASCII");
        }
        name = name.contains("@") ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** The person of that name; empty when it is not a valid name. */
    public static Optional<Person> of(String name) {
        try {
            return Optional.of(new Person(name.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is an e-mail address, and no login. */
    public boolean isAddress() {
        return name.contains("@");
    }

    /** Whether both may be one person: upper and lower case make no difference. */
    public boolean mayBe(Person other) {
        return name.equalsIgnoreCase(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
