package dev.weir.contracts.read.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesReaderTest {

    @TempDir
    private Path root;

    private Roles read(String roles) throws IOException {
        Files.writeString(
                root.resolve("weir.yaml"),
                "workspace: w\nprofiles: { laptop: {} }\nlaw: { pack: cn-2026-01 }\n" + roles);
        return WorkspaceReader.readSettings(root, Optional.empty(), Map.of("ISSUER", "https://login.example.org"))
                .roles();
    }

    @Test
    void withoutRolesEverybodyMay() throws IOException {
        assertThat(read("")).isEqualTo(Roles.NONE);
        assertThat(Roles.NONE.areNamed()).isFalse();
    }

    @Test
    void rolesSayWhoMayDoWhat() throws IOException {
        Roles roles = read("""
            roles:
              named:
                officer: { may: [reveal, export], people: [DPO@example.org, wang], claims: [weir-officers] }
                steward: { may: [waive], people: [ann@example.org] }
              twoPeople: [export]
              oidc: { issuer: "${ISSUER}", audience: weir }
            """);
        assertThat(roles.granting(Act.EXPORT)).singleElement().satisfies(role -> {
            assertThat(role.name()).isEqualTo("officer");
            assertThat(role.isOf(new Person("dpo@example.org"))).isTrue();
            assertThat(role.claims()).containsExactly("weir-officers");
        });
        assertThat(roles.granting(Act.ROTATE)).isEmpty();
        assertThat(roles.byTwo()).containsExactly(Act.EXPORT);
        assertThat(roles.oidc().orElseThrow().issuer()).isEqualTo("https://login.example.org");
        assertThat(roles.oidc().orElseThrow().person()).isEqualTo("email");
        assertThat(roles.oidc().orElseThrow().roles()).isEqualTo("roles");
        assertThat(roles.oidc().orElseThrow().keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ named: {} } | names no role",
                "{ twoPeople: [export] } | 'named'",
                "{ named: { a: { may: [publish], people: [x] } } } | publish",
                "{ named: { a: { may: [], people: [x] } } } | may",
                "{ named: { a: { may: [waive] } } } | Nobody has the role 'a'",
                "{ named: { 'a b': { may: [waive], people: [x] } } } | is no name of a role",
                "{ named: { a: { may: [waive], people: ['dp\u043e@example.org'] } } } | in ASCII",
                "{ named: { a: { may: [waive], claims: [x] } } } | no 'oidc' says whose",
                "{ named: { a: { may: [waive], people: [x] } }, twoPeople: [reveal] } | reveal",
                "{ named: { a: { may: [waive], people: [x] } }, oidc: { issuer: 'http://login.example.org', audience: w } } | https://",
                "{ named: { a: { may: [waive], people: [x] } }, oidc: { issuer: 'https://u:p@login.example.org', audience: w } } | https://",
                "{ named: { a: { may: [waive], people: [x] } }, oidc: { issuer: 'https://login.example.org' } } | audience",
            })
    void whatCannotBeIsToldWithItsPlace(String roles, String what) {
        assertThatThrownBy(() -> read("roles: " + roles + "\n"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("weir.yaml:4")
                .hasMessageContaining(what);
    }
}
