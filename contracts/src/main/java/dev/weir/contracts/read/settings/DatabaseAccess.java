package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The login for a database in a profile: the address names no user, and the password is a variable. */
public final class DatabaseAccess {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-)?}");

    private DatabaseAccess() {}

    /** Whether an address tells what it should not; then that is a problem. */
    public static boolean isOpen(YamlMap map, Field<String> key, String address, String of, Problems problems) {
        boolean open = new DatabaseAddress(address).isOpen();
        if (open) {
            problems.add(
                    Code.INVALID_VALUE,
                    key.place(map),
                    "the address of " + of + " names a user or a secret",
                    "an address is shown in messages",
                    "write 'user' and 'password' beside '" + key + "'; a password that stood here is spent: change it");
        }
        return open;
    }

    /** Whether a password is a variable, or not there; anything else is a problem. */
    public static boolean isVariable(YamlMap map, Field<String> key, String of, String example, Problems problems) {
        boolean kept =
                map.scalar(key.name()).filter(written -> !isVariable(written)).isEmpty();
        if (!kept) {
            problems.add(
                    Code.INVALID_VALUE,
                    key.place(map),
                    "the " + key + " of " + of + " is no variable",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write " + key + ": \"" + example + "\" and set that variable; a " + key
                            + " that stood here is spent: change it");
        }
        return kept;
    }

    /** Whether a value is a variable alone, such as <code>${NAME}</code>. */
    static boolean isVariable(YamlScalar written) {
        return variable(written).isPresent();
    }

    /** The name of the variable that a value is. */
    static Optional<String> variable(YamlScalar written) {
        Matcher variable = VARIABLE.matcher(written.text().strip());
        return variable.matches() ? Optional.of(variable.group(1)) : Optional.empty();
    }

    /** What a person wrote, without what may be secret in it. */
    public static String shown(String address) {
        int end = address.toLowerCase(Locale.ROOT).indexOf("?");
        return (end < 0 ? address : address.substring(0, end)).replaceAll("//[^/@]+@", "//…@");
    }
}
