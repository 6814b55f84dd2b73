package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.yaml.YamlText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database that a new workspace's profile names.
 *
 * @param address of it
 * @param user who asks it
 * @param passwordVariable the environment's variable that has the password
 */
public record NewDatabase(DatabaseAddress address, Optional<String> user, Optional<String> passwordVariable) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * What is wrong before anything of it is written.
     *
     * @throws ProblemsException C004 where the address is none or names a user or a secret, or the variable is none or is not set
     */
    void require(Map<String, String> environment) {
        if (address.isOpen()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("--from"),
                    "The address of the database names a user or a secret",
                    "an address is written into weir.yaml and shown in messages",
                    "leave it out of the address, and write --user and --password-variable; a password that stood there is"
                            + " spent: change it");
        }
        if (!address.isAddress()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("--from"),
                    "'" + address + "' is no address for JDBC",
                    "it begins with jdbc: and the name of a driver",
                    "write such as jdbc:postgresql://host/database");
        }
        passwordVariable.ifPresent(variable -> {
            if (!VARIABLE.matcher(variable).matches()) {
                throw ProblemsException.of(
                        Code.INVALID_VALUE,
                        Place.of("--password-variable"),
                        "What stands there is no name of a variable",
                        "weir.yaml names the variable of the environment that has the password, and never the password",
                        "set such as HIS_PASSWORD, and write --password-variable HIS_PASSWORD; a password that stood there"
                                + " is spent: change it");
            }
            if (!environment.containsKey(variable)) {
                throw ProblemsException.of(
                        Code.INVALID_VALUE,
                        Place.of("--password-variable"),
                        "The variable '" + variable + "' is not set",
                        "the database is asked with the password in it",
                        "set it in the environment, and run again");
            }
        });
    }

    /** As weir.yaml has it below {@code sources}. */
    String text() {
        return """
                  databases:
                    %s: { url: %s%s%s }
            """.formatted(
                        address.name(),
                        YamlText.quoted(address.url()),
                        user.map(name -> ", user: " + YamlText.quoted(name)).orElse(""),
                        passwordVariable
                                .map(variable -> ", password: \"${" + variable + "}\"")
                                .orElse(""));
    }
}
