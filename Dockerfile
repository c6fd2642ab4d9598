# The service with the official Pulumi packages, the pulumi CLI and its providers: set Engine=cli to use them, or leave the embedded engine on.
# docker build --build-arg PULUMI_SDK=embedded . makes the image without any Pulumi package or program.
ARG PULUMI_SDK=official
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG PULUMI_SDK
WORKDIR /source
COPY . .
RUN dotnet publish src/Api/Api.csproj --configuration Release -p:PulumiSdk=${PULUMI_SDK} -p:CompileAhead=true --output /app

FROM pulumi/pulumi-base:3.260.0 AS pulumi

FROM mcr.microsoft.com/dotnet/aspnet:10.0
ARG PULUMI_SDK
COPY --from=build /app /app
COPY --from=pulumi /pulumi/bin /opt/pulumi/bin
# Garbage is collected every 16 MiB, however large the processor's cache is (see the launcher).
ENV PATH=/opt/pulumi/bin:$PATH PULUMI_SKIP_UPDATE_CHECK=true PULUMI_HOME=/data/pulumi-home DOTNET_GCgen0size=0x1000000
RUN mkdir -p /data && chown app:app /data
USER app
RUN if [ "${PULUMI_SDK}" = official ]; then pulumi plugin install resource databricks 1.110.0 && pulumi plugin install resource azure-native 3.28.0; fi
VOLUME /data
EXPOSE 8888
ENTRYPOINT ["/app/provisioner"]
CMD ["serve", "--data", "/data"]
