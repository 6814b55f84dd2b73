package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.catalogue.ApiRequest;
import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a catalogue's server gets, and what people see where it takes something or nothing. */
final class SentCatalogueTest {

    private static final ApiRequest TABLE =
            new ApiRequest("PUT", "api/v1/tables", Json.tree("{\"name\":\"patients\"}"), Map.of());
    private static final ApiRequest EDGE = new ApiRequest(
            "PUT",
            "api/v1/lineage",
            Json.tree("{\"edge\":{\"toEntity\":{\"type\":\"table\"}}}"),
            Map.of("/edge/toEntity/id", "api/v1/tables/name/weir.\"a b\".patients"));
    private static final ApiRequest PROFILE = new ApiRequest(
            "PUT",
            "api/v1/tables/{id}/tableProfile",
            Json.tree("{}"),
            Map.of("{id}", "api/v1/tables/name/weir.patients"));

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void ends() {
        server.stop(0);
    }

    /** Knows a table once it has it, as such a server does. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                + exchange.getRequestHeaders().getFirst("Authorization");
        boolean isKnown = !exchange.getRequestMethod().equals("GET")
                || taken.stream().anyMatch(each -> each.startsWith("PUT /gms/api/v1/tables {"));
        if (isKnown) {
            taken.add(line);
        }
        byte[] answer = "{\"id\":\"7f-0\",\"secret\":\"110101199003078515\"}".getBytes(StandardCharsets.UTF_8);
        int status = body.contains("refused") ? 400 : isKnown ? 200 : 404;
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private CatalogueServer at(Optional<String> token) {
        return CatalogueServer.at("http://localhost:" + server.getAddress().getPort() + "/gms", token);
    }

    @Test
    void requestsAreSentInTheirOrderWithTheIdsOfTheServer() {
        at(Optional.of("t0ken")).send(List.of(TABLE, EDGE, PROFILE));
        assertThat(taken)
                .containsExactly(
                        "PUT /gms/api/v1/tables {\"name\":\"patients\"} Bearer t0ken",
                        "GET /gms/api/v1/tables/name/weir.%22a%20b%22.patients  Bearer t0ken",
                        "PUT /gms/api/v1/lineage {\"edge\":{\"toEntity\":{\"type\":\"table\",\"id\":\"7f-0\"}}} Bearer t0ken",
                        "GET /gms/api/v1/tables/name/weir.patients  Bearer t0ken",
                        "PUT /gms/api/v1/tables/7f-0/tableProfile {} Bearer t0ken");
    }

    /** One that is refused keeps no other back; and no answer of the server is shown. */
    @Test
    void whatIsRefusedIsCounted() {
        List<ApiRequest> requests = new ArrayList<>(List.of(EDGE, TABLE));
        JsonNode refused = Json.tree("{\"name\":\"refused\"}");
        requests.add(new ApiRequest("PUT", "api/v1/tables", refused, Map.of()));
        requests.add(new ApiRequest("PUT", "api/v1/tables", refused, Map.of()));
        requests.add(PROFILE);
        assertThatThrownBy(() -> at(Optional.empty()).send(requests))
                .isInstanceOfSatisfying(ProblemsException.class, failure -> {
                    assertThat(failure.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(Code.STORE_UNREACHABLE);
                        assertThat(problem.what()).isEqualTo("2 of 5 requests were taken");
                        assertThat(problem.why())
                                .contains(
                                        "1 of GET api/v1/tables/name/… with HTTP status 404",
                                        "2 of PUT api/v1/tables with HTTP status 400");
                        assertThat(problem.toString()).doesNotContain("110101199003078515", "secret");
                    });
                });
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        CatalogueServer gone = at(Optional.empty());
        server.stop(0);
        assertThatThrownBy(() -> gone.send(List.of(TABLE)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("does not answer (ConnectException)");
    }

    @Test
    void aTokenGoesOverNoOpenLine() {
        assertThatThrownBy(() -> CatalogueServer.at("http://datahub.example.org/gms", Optional.of("t0ken")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("would go in the clear")
                .hasMessageNotContaining("t0ken");
        for (String none : List.of("https://me:pw@h/", "https:///x", "https://h/?token=1", "https://a b/")) {
            assertThatThrownBy(() -> CatalogueServer.at(none, Optional.empty())).isInstanceOf(ProblemsException.class);
        }
    }
}
