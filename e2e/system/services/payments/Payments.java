import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

public class Payments {
    private static final String LEDGER_URL = System.getenv().getOrDefault("LEDGER_URL", "http://ledger:8080");

    private final HttpClient client = HttpClient.newHttpClient();

    public static void main(String[] args) throws IOException {
        Payments payments = new Payments();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/charges", payments::charge);
        server.createContext("/refunds", payments::refund);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private void charge(HttpExchange exchange) throws IOException {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                book();
                answer(exchange, 200);
                return;
            } catch (IOException e) {
                if (attempt == 2) {
                    answer(exchange, 502);
                }
            }
        }
    }

    private void refund(HttpExchange exchange) throws IOException {
        try {
            reverse();
            answer(exchange, 200);
        } catch (IOException e) {
            answer(exchange, 502);
        }
    }

    private void book() throws IOException {
        send(HttpRequest.newBuilder(URI.create(LEDGER_URL + "/entries"))
            .POST(HttpRequest.BodyPublishers.ofString("charge"))
            .build());
    }

    private void reverse() throws IOException {
        send(HttpRequest.newBuilder(URI.create(LEDGER_URL + "/reversals"))
            .POST(HttpRequest.BodyPublishers.ofString("refund"))
            .build());
    }

    private void send(HttpRequest request) throws IOException {
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 500) {
                throw new IOException("the ledger answered " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
